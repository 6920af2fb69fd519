using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>recall FILE | IMAGE-ID | NAME/VERSION</c>, <c>recall release …</c>: takes a bad image and all that came of it out of use.</summary>
internal static class RecallCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("FILE|ID") { Description = "The bad image, by its id; or the version that is bad; or a spec of kind Recall." }
            .Of(new($"{RecallRequest.Wanted}, or {InputForms.SpecFile.Wanted}", text => RecallRequest.Names(text) || InputForms.SpecFile.Read(text).Problem is null ? (text, null) : (null, "")));
        var reason = CreateReason();
        var plan = new Option<bool>("--plan") { Description = "Only list what came of it, who has it and what runs from it." };
        var start = new StartOptions(OperationKinds.Recall);
        var command = new Command(OperationKinds.Recall.Word, "Take a bad image and all that came of it out of use, in all regions: nothing takes or shares it any more, channels go back, shares are taken back. Nothing is deleted.")
        {
            CreateRelease(),
            what, reason, plan,
        };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var (text, why, planOnly) = (parsed.GetRequiredValue(what), parsed.GetValue(reason), parsed.GetValue(plan));
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                async cancellation =>
                {
                    if (RecallRequest.Names(text) && !File.Exists(text))
                    {
                        return RecallRequest.Of(text, why, planOnly, release: false);
                    }

                    var spec = (RecallSpec)await SpecFile.ReadAsync(text, OperationKinds.Recall, cancellation);
                    return spec with { Plan = spec.Plan || planOnly, Reason = why ?? spec.Reason };
                },
                $"{Invocation.Program} {OperationKinds.Recall.Word} {Words.Argument(text)}{Given(why)}{(planOnly ? " --plan" : "")}",
                again: true);
        });
        return command;
    }

    private static Command CreateRelease()
    {
        var what = new Argument<string>("ID") { Description = "What was recalled: an image by its id, or a version." }
            .Of(new(RecallRequest.Wanted, text => RecallRequest.Names(text) ? (text, null) : (null, "")));
        var reason = CreateReason();
        var start = new StartOptions(OperationKinds.Recall);
        var command = new Command("release", "Let what was recalled be used again. Shares are not given back: the result says who had it.") { what, reason };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var (text, why) = (parsed.GetRequiredValue(what), parsed.GetValue(reason));
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                _ => Task.FromResult<IOperationSpec>(RecallRequest.Of(text, why, plan: false, release: true)),
                $"{Invocation.Program} {OperationKinds.Recall.Word} release {Words.Argument(text)}{Given(why)}",
                again: true);
        });
        return command;
    }

    private static Option<string> CreateReason() => new Option<string>("--reason") { Description = "Why, for the register and paused schedules.", HelpName = "text" }.Of(InputForms.Text("a reason"));

    private static string Given(string? reason) => reason is null ? "" : $" --reason {Words.Argument(reason)}";
}
