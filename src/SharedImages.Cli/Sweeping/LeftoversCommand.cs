using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>leftovers</c>: the copies that no run will come back for.</summary>
internal static class LeftoversCommand
{
    public static Command Create()
    {
        var olderThan = new Option<string>("--older-than") { Description = "How long ago they were made at least, from 1h on (default 7d).", HelpName = "time" }.Of(InputForms.Time);
        var remove = new Option<bool>("--remove") { Description = "Delete them with their snapshots; without it they are only listed." };
        var start = new StartOptions(OperationKinds.Sweep);
        var command = new Command(OperationKinds.Sweep.Word, "List the copies that no run will come back for, those of terminated or lost runs; with --remove, delete them. What anything may still need is kept, and said why.")
        {
            olderThan, remove,
        };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var (age, removes) = (parsed.GetValue(olderThan), parsed.GetValue(remove));
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                _ => Task.FromResult(SweepRequest.Of(age, removes)),
                $"{Invocation.Program} {OperationKinds.Sweep.Word}{(age is null ? "" : $" --older-than {Words.Argument(age)}")}{(removes ? " --remove" : "")}",
                again: true);
        });
        return command;
    }
}
