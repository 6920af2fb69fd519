namespace SharedImages.Cli.Tests;

/// <summary>Lines as they reach a terminal.</summary>
internal static class Printed
{
    public static IReadOnlyList<string> AsPrinted(this IEnumerable<string> lines)
    {
        using var target = new StringWriter();
        using var writer = new PrintableWriter(() => target);
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }

        return target.ToString().Split(Environment.NewLine)[..^1];
    }
}
