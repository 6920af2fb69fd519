using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>promote FILE</c>: starts a promotion or joins the one that the same request started, and follows it.</summary>
internal static class PromoteCommand
{
    public static Command Create()
    {
        var file = SpecFile.CreateArgument();
        var again = new Option<bool>("--again")
        {
            Description = "Run a completed promotion once more: adopt what is there, make what is missing, repair what has changed. The spec may add targets and accounts to share with.",
        };
        var plan = PlanFile.CreateOption();
        var start = new StartOptions(OperationKinds.Promotion);
        var command = new Command(OperationKinds.Promotion.Word, "Bring an image to its target regions. The same spec again joins the same run; after a failure it runs again.") { file, again, plan };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var path = parsed.GetRequiredValue(file);
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                cancellation => SpecFile.ReadAsync(path, OperationKinds.Promotion, cancellation),
                $"{Invocation.Program} {OperationKinds.Promotion.Word} {Words.Argument(path)}",
                parsed.GetValue(again),
                parsed.GetValue(plan));
        });
        return command;
    }
}
