using System.Text;

namespace SharedImages.Cli;

/// <summary>Writes what is printable, and blanks for the rest. A line that is written as a line is one line.</summary>
/// <param name="target">Where to.</param>
internal sealed class PrintableWriter(Func<TextWriter> target) : TextWriter
{
    public override Encoding Encoding => target().Encoding;

    // Ends of lines come as characters as well, from writers of several lines.
    public override void Write(char value) => target().Write(value == '\n' ? value : Printable.Of(value));

    public override void Write(string? value)
    {
        if (value is not null)
        {
            target().Write(string.Join('\n', value.ReplaceLineEndings("\n").Split('\n').Select(Printable.Of)));
        }
    }

    public override void WriteLine() => target().WriteLine();

    public override void WriteLine(string? value) => target().WriteLine(Printable.Of(value ?? ""));

    public override Task WriteLineAsync(string? value) => target().WriteLineAsync(Printable.Of(value ?? ""));

    public override void Flush() => target().Flush();

    public override Task FlushAsync() => target().FlushAsync();
}
