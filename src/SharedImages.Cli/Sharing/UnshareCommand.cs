using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>unshare promote/NAME/VERSION --from ACCOUNT…</c>: takes back what a promotion left.</summary>
internal static class UnshareCommand
{
    public static Command Create()
    {
        var promotion = new Argument<string>("PROMOTION") { Description = "The promotion whose images are taken back." }
            .Of(new($"a promotion such as {OperationKinds.Promotion.WorkflowId("NAME", "VERSION")}", text => OperationId.Promotion(text) is not null ? (text, null) : (null, "")));
        var from = new Option<string[]>("--from") { Description = "Accounts to take them back from.", HelpName = "account", AllowMultipleArgumentsPerToken = true, Required = true }.OfEach(InputForms.Account);
        var yes = new Option<bool>("--yes") { Description = "Do it. Without this, what it would do to others is said, and nothing is done." };
        var start = new StartOptions(OperationKinds.Sharing);
        var command = new Command("unshare", "Take the images of a promotion back from accounts, after saying what they lose.") { promotion, from, yes };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var (text, accounts, confirmed) = (parsed.GetRequiredValue(promotion), parsed.GetRequiredValue(from), parsed.GetValue(yes));
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                _ => Task.FromResult(SharingRequest.OfPromotion(text, [], accounts, confirmed)),
                $"{Invocation.Program} unshare {Words.Argument(text)} --from {string.Join(' ', accounts.Select(Words.Argument))}{(confirmed ? " --yes" : "")}",
                again: true);
        });
        return command;
    }
}
