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
        var start = new StartOptions(OperationKinds.Refresh);
        var command = new Command(OperationKinds.Refresh.Word, "Keep images fresh: see what each region holds of the newest source image, and do something about the difference only.") { file, plan };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var (path, planOnly) = (parsed.GetRequiredValue(file), parsed.GetValue(plan));
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                async cancellation =>
                {
                    var spec = await SpecFile.ReadAsync(path, OperationKinds.Refresh, cancellation);
                    return planOnly ? KindPrograms.Of(spec).LookAhead(spec)! : spec;
                },
                $"{Invocation.Program} {OperationKinds.Refresh.Word} {Words.Argument(path)}{(planOnly ? " --plan" : "")}",
                again: true);
        });
        return command;
    }
}
