using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>validate</c>: checks specs alone, without Temporal.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = $"Specs: YAML, or JSON when the name ends in .json; {InputForms.Stdin} reads one from stdin.",
            Arity = ArgumentArity.OneOrMore,
        }.OfEach(InputForms.SpecFile);
        var output = Output.CreateOption();
        var command = new Command("validate", "Check specs, of whatever kinds, without Temporal: all that is wrong with all of them, each with its place.") { files, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            var specs = new List<ValidatedSpec>();
            foreach (var file in parsed.GetValue(files)!.Distinct(StringComparer.Ordinal))
            {
                specs.Add(await ValidatedSpec.ReadAsync(file, cancellation));
            }

            var validation = new Validation(specs);
            await Output.WriteAsync(parsed.GetValue(output), validation, validation.Lines());
            return validation.IsValid ? ExitCode.Done : ExitCode.InvalidInput;
        });
        return command;
    }
}
