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
        var detach = new Option<bool>("--detach") { Description = "Print the launch's id and leave." };
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command(OperationKinds.Launch.Word, "Launch instances from an image, test them, and tell each one's address. The same spec again joins the same run; after a failure it runs again.") { file, plan, detach, output };
        connection.AddTo(command, withTaskQueue: true);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var path = parsed.GetRequiredValue(file);
            return await new OperationStarter(connection, parsed, parsed.GetValue(output), interruption.Token).RunAsync(
                () => SpecFile.ReadAsync(path, OperationKinds.Launch, interruption.Token),
                $"sharedimages {OperationKinds.Launch.Word} {Words.Argument(path)}",
                again: false,
                parsed.GetValue(detach),
                parsed.GetValue(plan));
        });
        return command;
    }
}
