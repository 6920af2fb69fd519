using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>launch FILE</c>: starts a launch or joins the one that the same request started, and follows it.</summary>
internal static class LaunchCommand
{
    public static Command Create()
    {
        var file = SpecFile.CreateArgument();
        var plan = PlanFile.CreateOption();
        var start = new StartOptions(OperationKinds.Launch);
        var command = new Command(OperationKinds.Launch.Word, "Launch instances from an image, test them, and tell each one's address. The same spec again joins the same run; after a failure it runs again.") { file, plan };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var path = parsed.GetRequiredValue(file);
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                cancellation => SpecFile.ReadAsync(path, OperationKinds.Launch, cancellation),
                $"{Invocation.Program} {OperationKinds.Launch.Word} {Words.Argument(path)}",
                again: false,
                parsed.GetValue(plan));
        });
        return command;
    }
}
