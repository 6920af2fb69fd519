using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>permissions</c>: the least RAM policy of a worker.</summary>
internal static class PermissionsCommand
{
    public static Command Create()
    {
        var kinds = new Option<OperationKind[]>("--for") { Description = "Kinds that the worker is to run (default: all).", HelpName = "kind", AllowMultipleArgumentsPerToken = true }.OfEach(RunFilter.KindForm);
        var command = new Command("permissions", "Print the least RAM policy of a worker as JSON, ready to attach.") { kinds };
        command.SetAction(async (parsed, _) =>
        {
            await Terminal.WriteLinesAsync(RamPolicy.Of(parsed.GetValue(kinds) is { Length: > 0 } some ? some : OperationKinds.All));
            return ExitCode.Done;
        });
        return command;
    }
}
