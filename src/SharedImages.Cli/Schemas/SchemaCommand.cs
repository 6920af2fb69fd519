using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>schema</c>: what a spec may hold, for editors and validators.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var kind = new Argument<OperationKind?>("KIND") { Description = "The kind of the specs (default: all).", Arity = ArgumentArity.ZeroOrOne }.Of(RunFilter.KindForm.As<OperationKind?>(known => known));
        var file = new Option<string>("--out") { Description = "Write it to this file.", HelpName = "file" }.Of(InputForms.FileToWrite("a file to write the schema to"));
        var command = new Command("schema", "Print the JSON Schema (2020-12) of a spec.") { kind, file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var text = SchemaDocument.Text(parsed.GetValue(kind) is { } one ? SchemaDocument.Of(one) : SchemaDocument.OfAll());
            if (parsed.GetValue(file) is { } path)
            {
                await WriteAsync(path, text, cancellation);
                return ExitCode.Done;
            }

            await Terminal.WriteLinesAsync(text);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(path, text + "\n", cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.InvalidInput, $"{path} cannot be written ({e.Message.TrimEnd('.')}); give a file that can be, or leave --out out.");
        }
    }
}
