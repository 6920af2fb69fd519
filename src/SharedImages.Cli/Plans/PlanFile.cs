using System.CommandLine;
using System.Text.Json;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>The file that a plan is kept in until it is run.</summary>
internal static class PlanFile
{
    public static Option<string> CreateOption() => new Option<string>("--plan")
    {
        Description = "Do what this plan says, made by sharedimages plan FILE --out; where something has changed since, refuse and name it.",
        HelpName = "file",
    }.Of(InputForms.FileToRead("the file of a plan, made by sharedimages plan FILE --out"));

    public static Option<string> CreateOutOption() => new Option<string>("--out")
    {
        Description = "File to keep the plan in, for the command that runs it with --plan.",
        HelpName = "file",
    }.Of(InputForms.FileToWrite("a file in a folder that is there and can be written"));

    /// <summary>The option as it must be given again: empty, or with a leading space.</summary>
    public static string Again(string? path) => path is null ? "" : $" --plan {Words.Argument(path)}";

    /// <summary>The plan of a spec.</summary>
    /// <exception cref="CommandException">It cannot be read, is no plan, or one of another spec.</exception>
    public static async Task<OperationPlan> ReadAsync(string path, IOperationSpec spec, CancellationToken cancellation)
    {
        var (plan, problem) = PlanReader.Read(await InputFile.ReadAsync(
            () => File.OpenRead(path), path, PlanReader.MaxBytes, $"a file that {Invocation.Program} plan FILE --out has written", cancellation));
        problem ??= plan!.Operation != spec.Kind || plan.Name != spec.Name || plan.Version != spec.Version
            ? $"it is the plan of the {ContractNames.OwnItem(plan.Operation)} {ContractNames.Title(plan.Name, plan.Version)}, not of the {ContractNames.OwnItem(spec.Kind)} {ContractNames.Title(spec.Name, spec.Version)}; plan again"
            : plan.Digest != SpecDigest.Of(spec) ? "it was made of another spec: this one has changed since; plan again"
            : plan.Refusals.Count > 0 ? "it says that this would be refused; put that right and plan again"
            : null;
        return problem is null ? plan! : throw new CommandException(ExitCode.InvalidInput, $"{path} cannot be run: {problem}.");
    }

    /// <summary>Writes a plan, whole or not at all, for its owner only: it names images and accounts.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static void Write(string path, OperationPlan plan)
    {
        var draft = $"{path}.{Environment.ProcessId}.new";
        try
        {
            using (var stream = OwnerFile.Create(draft))
            {
                JsonSerializer.Serialize(stream, plan, ContractJson.Options);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.InvalidInput, $"The plan cannot be written to {path} ({e.Message.TrimEnd('.')}); give a file in a folder that is there and can be written.");
        }
    }
}
