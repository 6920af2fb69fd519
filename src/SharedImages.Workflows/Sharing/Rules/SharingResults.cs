namespace SharedImages.Workflows;

/// <summary>What a sharing says of itself in the end. Pure.</summary>
internal static class SharingResults
{
    /// <summary>The memo is warned about from 2 KiB on; what a canceled run says is cut to fit.</summary>
    private const int MaxMemoItems = 10;

    /// <summary>A summary is a headline: the rest stands in the rows.</summary>
    private const int MaxTroubles = 10;

    /// <summary>The spec could not be read.</summary>
    public static SharingResult Unreadable(IReadOnlyList<SpecError> errors) => new()
    {
        Name = "",
        Version = "",
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Unreadable(errors),
        Errors = errors,
    };

    /// <summary>Not begun; nothing was written.</summary>
    public static SharingResult Refused(SharingSpec spec, IReadOnlyList<string> losses, IReadOnlyList<Refusal> refusals) => new()
    {
        Name = spec.Name,
        Version = spec.Version,
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Refused(spec.Name, spec.Version, refusals),
        Losses = losses,
        Refusals = refusals,
    };

    /// <summary>Ran to its end.</summary>
    public static SharingResult Ended(SharingSpec spec, IReadOnlyList<SharesOutcome> images, IReadOnlyList<string> losses, IReadOnlyList<Leftover> left)
    {
        var done = images.Count(image => image.State == ItemState.Done);
        var skipped = images.Count(image => image.State == ItemState.Skipped);
        var failed = images.Where(image => image.State == ItemState.Failed).ToList();
        return new()
        {
            Name = spec.Name,
            Version = spec.Version,
            Outcome = failed.Count == 0 && done > 0 ? OperationOutcome.Completed : done > 0 ? OperationOutcome.PartlyFailed : OperationOutcome.Failed,
            Summary = $"{spec.Name} {spec.Version}: {done} of {Summaries.Count(images.Count, "image")} done"
                + (skipped == 0 ? "" : $", {skipped} skipped by decision")
                + string.Concat(failed.Take(MaxTroubles).Select(image => $"; {What(image)} failed ({image.Error!.SentenceWithin(What(image))})"))
                + (failed.Count <= MaxTroubles ? "" : $"; and {Summaries.Count(failed.Count - MaxTroubles, "image")} more")
                + Left(left)
                + ".",
            Images = images,
            Losses = losses,
            Left = left,
        };
    }

    /// <summary>Stopped by cancellation and undone.</summary>
    public static SharingResult Canceled(SharingSpec? spec, IReadOnlyList<SharesOutcome> images, IReadOnlyList<Leftover> left)
    {
        var undone = images.Count(image => image.State == ItemState.Undone);
        return new()
        {
            Name = spec?.Name ?? "",
            Version = spec?.Version ?? "",
            Outcome = OperationOutcome.Canceled,
            Summary = $"{spec?.Name} {spec?.Version} was canceled. The shares of {Summaries.Count(undone, "image")} are as they were before{Left(left)}.",
            Images = images,
            Left = left,
        };
    }

    /// <summary>The part of a canceled run's result that fits a memo.</summary>
    public static SharingResult Bounded(SharingResult result) => result with
    {
        Images = [.. result.Images.Take(MaxMemoItems).Select(image => image with { Added = [], Removed = [], SharedWith = [], Error = null })],
        Left = [.. result.Left.Take(MaxMemoItems).Select(left => left with { Error = null })],
    };

    private static string What(SharesOutcome image) => $"{image.Region}/{image.ImageId}";

    private static string Left(IReadOnlyList<Leftover> left) =>
        left.Count == 0 ? "" : $"; not as before: {string.Join(", ", left.Take(MaxTroubles).Select(leftover => $"{leftover.What} in {leftover.Region}"))}";
}
