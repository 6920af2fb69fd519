using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What a refresh is asked for, as the Web UI shows it from its start on. Pure.</summary>
internal static class RefreshSpecText
{
    private const int MaxSummary = 120;
    private const int MaxDetails = 4000;

    /// <summary>One line.</summary>
    public static string Summary(RefreshSpec spec) =>
        Printable.Cut($"{spec.Name}: newest {spec.Source.NamePattern} of {spec.Source.Owner} to {(spec.Targets is [var only] ? only.Region : $"{spec.Targets.Count} regions")}", MaxSummary);

    /// <summary>Markdown.</summary>
    public static string Details(RefreshSpec spec)
    {
        var id = OperationKinds.Refresh.WorkflowId(spec.Name, "");
        return Printable.Cut(
            string.Join('\n',
            [
                $"**{spec.Image.Name}**",
                "",
                $"- source: newest {spec.Source.NamePattern} in {spec.Source.Region}, owner {spec.Source.Owner}",
                $"- share with: {(spec.Share.Accounts.Count == 0 ? "nobody" : string.Join(", ", spec.Share.Accounts))}",
                $"- drift: {Words.Of(spec.Drift)}",
                .. spec.Channels is { Count: > 0 } channels ? [$"- channels: {string.Join(", then ", channels.Select(step => step.Set + (step.After > TimeSpan.Zero ? $" after {ScheduleText.Span(step.After)}" : "")))}"] : (string[])[],
                .. spec.Keep is { } keep ? [$"- keep: the newest {keep.Newest}{(keep.Younger is { } age ? $", and what is younger than {ScheduleText.Span(age)}" : "")}; others are retired"] : (string[])[],
                .. spec.Schedule is { } schedule ? [$"- schedule: {ScheduleText.When(schedule)}"] : (string[])[],
                .. spec.Targets.Select(target => $"- {target.Region}"),
                "",
                $"`sharedimages status {id}`",
                "",
                $"`sharedimages cancel {id}` stops it; a promotion that it has started goes on",
            ]),
            MaxDetails);
    }
}
