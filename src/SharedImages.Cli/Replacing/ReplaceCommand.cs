using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>replace FILE</c>: starts a replacement or joins the one that the same request started, and follows it.</summary>
internal static class ReplaceCommand
{
    public static Command Create()
    {
        var file = SpecFile.CreateArgument();
        var plan = PlanFile.CreateOption();
        var start = new StartOptions(OperationKinds.Replacement);
        var command = new Command(
            OperationKinds.Replacement.Word,
            "Put an image on the system disks of instances. The same spec joins a run that is open; after its end it runs again and replaces what has another image.") { file, plan };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var path = parsed.GetRequiredValue(file);
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                cancellation => SpecFile.ReadAsync(path, OperationKinds.Replacement, cancellation),
                $"{Invocation.Program} {OperationKinds.Replacement.Word} {Words.Argument(path)}",
                again: false,
                parsed.GetValue(plan));
        });
        return command;
    }
}
