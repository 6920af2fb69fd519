using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>retire FILE</c>, <c>retire NAME/VERSION</c>: takes a version out of use.</summary>
internal static class RetireCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("FILE|ID") { Description = "A spec of kind Retirement; or the version that is to go." }
            .Of(new($"{InputForms.SpecFile.Wanted}, or a promotion such as {OperationKinds.Promotion.WorkflowId("NAME", "VERSION")}", text =>
                OperationId.Promotion(text) is not null || InputForms.SpecFile.Read(text).Problem is null ? (text, null) : (null, "")));
        var notice = Time("--notice", "From the mark until its users lose it (default 7d; of a version, not of a file).");
        var soak = Time("--soak", "From then until it is deleted (default 7d).");
        var keep = new Option<bool>("--no-delete") { Description = "Withdraw it, and do not delete it in the end." };
        var start = new StartOptions(OperationKinds.Retirement);
        var command = new Command(OperationKinds.Retirement.Word, "Take a version out of use in all regions: mark it, take it back and deprecate it after the notice, delete it with its snapshots after the soak. What is used is kept.")
        {
            what, notice, soak, keep,
        };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var (text, times) = (parsed.GetRequiredValue(what), (Notice: parsed.GetValue(notice), Soak: parsed.GetValue(soak)));
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                async cancellation => OperationId.Promotion(text) is var (name, version) && !File.Exists(text)
                    ? RetirementRequest.Of(name, version, times.Notice, times.Soak, !parsed.GetValue(keep))
                    : await SpecFile.ReadAsync(text, OperationKinds.Retirement, cancellation),
                $"{Invocation.Program} {OperationKinds.Retirement.Word} {Words.Argument(text)}{Given("--notice", times.Notice)}{Given("--soak", times.Soak)}{(parsed.GetValue(keep) ? " --no-delete" : "")}",
                again: true);
        });
        return command;
    }

    private static Option<string> Time(string name, string description) => new Option<string>(name) { Description = description, HelpName = "time" }.Of(InputForms.Time);

    private static string Given(string option, string? value) => value is null ? "" : $" {option} {Words.Argument(value)}";
}
