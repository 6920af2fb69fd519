namespace SharedImages.Workflows;

/// <summary>What the move of a channel says of itself in the end. Pure.</summary>
internal static class ChannelResults
{
    /// <summary>The memo is warned about from 2 KiB on; what a canceled run says is cut to fit.</summary>
    private const int MaxMemoItems = 10;

    /// <summary>A summary is a headline: the rest stands in the rows.</summary>
    private const int MaxTroubles = 10;

    /// <summary>The spec could not be read.</summary>
    public static ChannelResult Unreadable(IReadOnlyList<SpecError> errors) => new()
    {
        Name = "",
        Version = "",
        MovedTo = "",
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Unreadable(errors),
        Errors = errors,
    };

    /// <summary>Not begun; nothing was written.</summary>
    public static ChannelResult Refused(ChannelSpec spec, IReadOnlyList<Refusal> refusals) => new()
    {
        Name = spec.Name,
        Version = spec.Channel,
        MovedTo = spec.To,
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Refused(spec.Name, spec.Channel, refusals),
        Refusals = refusals,
    };

    /// <summary>Moved everywhere.</summary>
    /// <param name="spec">What was asked for.</param>
    /// <param name="survey">What was found.</param>
    /// <param name="regions">How it went.</param>
    /// <param name="unrecorded">Why the history does not know of it; null = it does.</param>
    public static ChannelResult Moved(ChannelSpec spec, ChannelSurvey survey, IReadOnlyList<ChannelOutcome> regions, StepError? unrecorded)
    {
        var without = regions.Where(region => region.ImageId is null).Select(region => region.Region).ToList();
        return Of(spec, survey, regions) with
        {
            Outcome = OperationOutcome.Completed,
            Summary = $"{spec.Name} {spec.Channel} points to {spec.To} in {Summaries.Count(regions.Count - without.Count, "region")}"
                + (without.Count == 0 ? "" : $", and to nothing in {string.Join(", ", without)}")
                + (survey.From.Any(version => version != spec.To) ? $"; before, to {string.Join(", ", survey.From)}" : "")
                + ".",
            Notes = unrecorded is null ? survey.Unchecked : [.. survey.Unchecked, $"the history of {spec.Name} does not know of this move: {unrecorded.Sentence()}; move the channel once more, and it does"],
        };
    }

    /// <summary>Given up in a region, so it was moved back in all.</summary>
    public static ChannelResult GivenUp(ChannelSpec spec, ChannelSurvey survey, IReadOnlyList<ChannelOutcome> regions, StepFailedException given, IReadOnlyList<Leftover> left) => Of(spec, survey, regions) with
    {
        Outcome = OperationOutcome.Failed,
        Summary = $"{spec.Name} {spec.Channel} was not moved to {spec.To}: it was given up at {given.Step} ({given.Error.Message.TrimEnd('.')}). {Back(left)}",
        Left = left,
    };

    /// <summary>Stopped by cancellation and moved back.</summary>
    public static ChannelResult Canceled(ChannelSpec spec, ChannelSurvey survey, IReadOnlyList<ChannelOutcome> regions, IReadOnlyList<Leftover> left) => Of(spec, survey, regions) with
    {
        Summary = $"{spec.Name} {spec.Channel} was canceled. {Back(left)}",
        Left = left,
    };

    /// <summary>The part of a canceled run's result that fits a memo.</summary>
    public static ChannelResult Bounded(ChannelResult result) => result with
    {
        Regions = [.. result.Regions.Take(MaxMemoItems).Select(region => region with { Before = [], Error = null })],
        Left = [.. result.Left.Take(MaxMemoItems).Select(left => left with { Error = null })],
    };

    private static ChannelResult Of(ChannelSpec spec, ChannelSurvey survey, IReadOnlyList<ChannelOutcome> regions) => new()
    {
        Name = spec.Name,
        Version = spec.Channel,
        MovedTo = spec.To,
        MovedFrom = survey.From,
        Outcome = OperationOutcome.Canceled,
        Summary = "",
        Regions = regions,
        Notes = survey.Unchecked,
    };

    private static string Back(IReadOnlyList<Leftover> left) => left.Count == 0
        ? "All regions are as they were before."
        : $"Not as before: {string.Join(", ", left.Take(MaxTroubles).Select(leftover => $"{leftover.What} in {leftover.Region}"))}; the other regions are.";
}
