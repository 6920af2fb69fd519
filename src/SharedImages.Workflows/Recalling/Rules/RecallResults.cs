namespace SharedImages.Workflows;

/// <summary>What a recall says of itself in the end. Pure.</summary>
internal static class RecallResults
{
    /// <summary>The memo is warned about from 2 KiB on; what a canceled run says is cut to fit.</summary>
    private const int MaxMemoItems = 10;

    /// <summary>A summary is a headline: the rest stands in the rows.</summary>
    private const int MaxTroubles = 10;

    /// <summary>Why a channel cannot be moved.</summary>
    public const string NoVersion = "no version before it is whole and not recalled";

    /// <summary>The spec could not be read.</summary>
    public static RecallResult Unreadable(IReadOnlyList<SpecError> errors) => new()
    {
        Name = "",
        Version = "",
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Unreadable(errors),
        Errors = errors,
    };

    /// <summary>Not begun; nothing was written.</summary>
    public static RecallResult Refused(RecallSpec spec, IReadOnlyList<Refusal> refusals) => new()
    {
        Name = spec.Name,
        Version = spec.Version,
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Refused(spec.Name, spec.Version, refusals),
        Refusals = refusals,
    };

    /// <summary>What there is to do.</summary>
    public static RecallResult Planned(RecallSpec spec, RecallSurvey survey, RecalledUsers users) => Of(spec, survey, [.. survey.Images.Select(Planned)]) with
    {
        Outcome = OperationOutcome.Completed,
        Summary = $"{spec.Recall}: {Summaries.Count(survey.Images.Count, "image")} would be recalled, {Summaries.Count(survey.Promotions.Count, "promotion")} canceled, "
            + $"{Summaries.Count(survey.Channels.Count, "channel")} moved; {Summaries.Count(users.Count, "instance")} of ours {(users.Count == 1 ? "runs" : "run")} from them. Nothing was changed.",
        Promotions = survey.Promotions,
        Channels = [.. survey.Channels.Select(channel => Of(channel, channel.To is null ? NoVersion : null))],
        InstanceCount = users.Count,
        Instances = users.Instances,
    };

    /// <summary>Ran to its end.</summary>
    public static RecallResult Ended(RecallSpec spec, RecallSurvey survey, IReadOnlyList<RecallOutcome> images, RecalledUsers users)
    {
        var failed = images.Where(image => image.State == ItemState.Failed).ToList();
        var done = images.Count(image => image.State == ItemState.Done);
        return Of(spec, survey, images) with
        {
            Outcome = failed.Count == 0 ? OperationOutcome.Completed : OperationOutcome.PartlyFailed,
            Summary = $"{spec.Recall} is recalled: {done} of {Summaries.Count(images.Count, "image")} withdrawn; {Summaries.Count(users.Count, "instance")} of ours {(users.Count == 1 ? "runs" : "run")} from them"
                + Failures(failed)
                + ".",
            InstanceCount = users.Count,
            Instances = users.Instances,
        };
    }

    /// <summary>Taken back.</summary>
    /// <param name="spec">What was asked for.</param>
    /// <param name="survey">What was found.</param>
    /// <param name="entry">What had stood in the register; null = nothing.</param>
    /// <param name="images">How it went.</param>
    public static RecallResult Released(RecallSpec spec, RecallSurvey survey, RecallEntry? entry, IReadOnlyList<RecallOutcome> images)
    {
        var failed = images.Where(image => image.State == ItemState.Failed).ToList();
        var result = Of(spec, survey, images);
        return result with
        {
            Outcome = failed.Count == 0 ? OperationOutcome.Completed : OperationOutcome.PartlyFailed,
            Summary = $"{spec.Recall} is released: {images.Count(image => image.State == ItemState.Done)} of {Summaries.Count(images.Count, "image")} may be used again"
                + Failures(failed)
                + ".",
            TakenFrom = entry?.TakenFrom ?? [],
            Notes = entry is null
                ? [.. result.Notes, "the register did not know this recall, so whom the images were taken back from is not known either"]
                : result.Notes,
        };
    }

    /// <summary>Stopped by cancellation. What was recalled stays so: that is the safe side.</summary>
    public static RecallResult Canceled(RecallSpec? spec, bool isRegistered, IReadOnlyList<RecallOutcome> images) => new()
    {
        Name = spec?.Name ?? "",
        Version = spec?.Version ?? "",
        Outcome = OperationOutcome.Canceled,
        Summary = spec is null || !isRegistered ? $"{spec?.Recall}: canceled before anything was recalled."
            : spec.Release ? $"{spec.Recall}: the release was canceled. {images.Count(image => image.State == ItemState.Done)} of {Summaries.Count(images.Count, "image")} may be used again; the others keep their mark."
            : $"{spec.Recall} stays recalled, although the rest was canceled: {images.Count(image => image.State == ItemState.Done)} of {Summaries.Count(images.Count, "image")} withdrawn. Run it again to go on, or release it.",
        Images = images,
    };

    /// <summary>What the list of instances may lack.</summary>
    /// <param name="parts">Open parts of replacements, by workflow id.</param>
    public static string Replacing(IReadOnlyList<string> parts) =>
        $"{Summaries.Count(parts.Count, "instance")} may be getting a disk of them at this moment, which shows later ({string.Join(", ", parts.Take(MaxTroubles))}{(parts.Count > MaxTroubles ? ", …" : "")}); when that has ended, run the recall again";

    /// <summary>What became of a channel.</summary>
    /// <param name="channel">As it was found.</param>
    /// <param name="why">Why it was not moved, so that it was taken away; null = it was.</param>
    public static ChannelRecall Of(RecalledChannel channel, string? why) => new(channel.Name, channel.Channel, channel.From, why is null ? channel.To : null, why);

    /// <summary>The part of a canceled run's result that fits a memo.</summary>
    public static RecallResult Bounded(RecallResult result) => result with
    {
        Images = [.. result.Images.Take(MaxMemoItems).Select(image => image with { TakenFrom = [], Error = null })],
    };

    private static RecallResult Of(RecallSpec spec, RecallSurvey survey, IReadOnlyList<RecallOutcome> images) => new()
    {
        Name = spec.Name,
        Version = spec.Version,
        Outcome = OperationOutcome.Completed,
        Summary = "",
        Images = images,
        Sources = survey.Sources,
        TakenFrom = [.. images.SelectMany(image => image.TakenFrom).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Notes = survey.Notes,
    };

    private static RecallOutcome Planned(RecalledImage image) =>
        new() { Region = image.Region, ImageId = image.ImageId, Promotion = image.Promotion, State = ItemState.Pending, TakenFrom = image.SharedWith };

    private static string Failures(IReadOnlyList<RecallOutcome> failed) =>
        string.Concat(failed.Take(MaxTroubles).Select(image => $"; {image.Region}/{image.ImageId} failed ({image.Error!.SentenceWithin(image.Region)})"));
}
