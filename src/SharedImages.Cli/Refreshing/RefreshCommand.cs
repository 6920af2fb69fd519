using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>refresh FILE</c>: sees what each region holds of the newest image, and makes what is missing.</summary>
internal static class RefreshCommand
{
    public static Command Create()
    {
        var file = SpecFile.CreateArgument();
        var plan = new Option<bool>("--plan") { Description = "Only say what there is to do." };
        var detach = new Option<bool>("--detach") { Description = "Print the refresh's id and leave." };
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command(OperationKinds.Refresh.Word, "Keep images fresh: see what each region holds of the newest source image, and do something about the difference only.") { file, plan, detach, output };
        connection.AddTo(command, withTaskQueue: true);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var (path, planOnly) = (parsed.GetRequiredValue(file), parsed.GetValue(plan));
            return await new OperationStarter(connection, parsed, parsed.GetValue(output), interruption.Token).RunAsync(
                async () =>
                {
                    var spec = (RefreshSpec)await SpecFile.ReadAsync(path, OperationKinds.Refresh, interruption.Token);
                    return planOnly ? spec with { Plan = true } : spec;
                },
                $"sharedimages {OperationKinds.Refresh.Word} {Words.Argument(path)}{(planOnly ? " --plan" : "")}",
                again: true,
                parsed.GetValue(detach));
        });
        return command;
    }
}
