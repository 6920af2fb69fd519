using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>share FILE</c>, <c>share promote/NAME/VERSION --with ACCOUNT…</c>: shares images and takes them back.</summary>
internal static class ShareCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("FILE|ID") { Description = "A spec of kind Sharing; or with --with, the promotion whose images are shared." }
            .Of(new($"{InputForms.SpecFile.Wanted}, or a promotion such as {OperationKinds.Promotion.WorkflowId("NAME", "VERSION")}", text =>
                OperationId.Promotion(text) is not null || InputForms.SpecFile.Read(text).Problem is null ? (text, null) : (null, "")));
        var with = new Option<string[]>("--with") { Description = "Accounts to share what the promotion left with.", HelpName = "account", AllowMultipleArgumentsPerToken = true }.OfEach(InputForms.Account);
        var yes = new Option<bool>("--yes") { Description = "What taking images back does to others is known and wanted, as confirmed: true says it in a spec." };
        var plan = PlanFile.CreateOption();
        var start = new StartOptions(OperationKinds.Sharing);
        var command = new Command(OperationKinds.Sharing.Word, "Share images with accounts and take them back from others. The same again acts again; what is so already is left alone.") { what, with, yes, plan };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var (text, accounts, confirmed) = (parsed.GetRequiredValue(what), parsed.GetValue(with) ?? [], parsed.GetValue(yes));
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                async cancellation => accounts.Length > 0
                    ? SharingRequest.OfPromotion(text, accounts, [], confirmed)
                    : SharingRequest.Confirmed(await SpecFile.ReadAsync(text, OperationKinds.Sharing, cancellation), confirmed),
                $"{Invocation.Program} share {Words.Argument(text)}{(accounts.Length > 0 ? $" --with {string.Join(' ', accounts.Select(Words.Argument))}" : "")}{(confirmed ? " --yes" : "")}",
                again: true,
                parsed.GetValue(plan));
        });
        return command;
    }
}
