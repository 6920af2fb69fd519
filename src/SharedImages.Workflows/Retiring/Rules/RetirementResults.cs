namespace SharedImages.Workflows;

/// <summary>What a retirement says of itself in the end. Pure.</summary>
internal static class RetirementResults
{
    /// <summary>The memo is warned about from 2 KiB on; what a canceled run says is cut to fit.</summary>
    private const int MaxMemoItems = 10;

    /// <summary>A summary is a headline: the rest stands in the rows.</summary>
    private const int MaxTroubles = 10;

    /// <summary>The spec could not be read.</summary>
    public static RetirementResult Unreadable(IReadOnlyList<SpecError> errors) => new()
    {
        Name = "",
        Version = "",
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Unreadable(errors),
        Errors = errors,
    };

    /// <summary>Not begun; nothing was written.</summary>
    public static RetirementResult Refused(RetirementSpec spec, IReadOnlyList<Refusal> refusals) => new()
    {
        Name = spec.Name,
        Version = spec.Version,
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Refused(spec.Name, spec.Version, refusals),
        Refusals = refusals,
    };

    /// <summary>Every reason not to begin: with nothing that could go there is nothing to wait for.</summary>
    public static IReadOnlyList<Refusal> Refuse(RetirementSurvey survey) =>
        survey.Refusals.Count > 0 || survey.Images.Any(image => image.KeptFor is null)
            ? survey.Refusals
            : [.. survey.Images.Select(image => new Refusal("kept", $"{image.Region}/{image.ImageId} is kept: {image.KeptFor}"))];

    /// <summary>Ran to its end.</summary>
    public static RetirementResult Ended(RetirementSpec spec, IReadOnlyList<RetirementOutcome> images)
    {
        var failed = images.Where(image => image.State == ItemState.Failed).ToList();
        var (done, kept) = (images.Count(image => image.State == ItemState.Done), images.Count(image => image.State == ItemState.Skipped));
        return new()
        {
            Name = spec.Name,
            Version = spec.Version,
            Outcome = failed.Count == 0 ? OperationOutcome.Completed : done > 0 ? OperationOutcome.PartlyFailed : OperationOutcome.Failed,
            Summary = $"{spec.Name} {spec.Version}: {done} of {Summaries.Count(images.Count, "image")} {(spec.Delete ? "deleted" : "withdrawn")}"
                + (kept == 0 ? "" : $", {kept} kept")
                + string.Concat(failed.Take(MaxTroubles).Select(image => $"; {image.Region}/{image.ImageId} failed ({image.Error!.SentenceWithin(image.Region)})"))
                + ".",
            Images = images,
        };
    }

    /// <summary>Stopped by cancellation and undone, but for what had been deleted.</summary>
    public static RetirementResult Canceled(RetirementSpec? spec, IReadOnlyList<RetirementOutcome> images, IReadOnlyList<Leftover> left)
    {
        var deleted = images.Count(image => image.State == ItemState.Done);
        return new()
        {
            Name = spec?.Name ?? "",
            Version = spec?.Version ?? "",
            Outcome = OperationOutcome.Canceled,
            Summary = $"{spec?.Name} {spec?.Version}: the retirement was canceled. {Summaries.Count(images.Count(image => image.State == ItemState.Undone), "image")} as before"
                + (deleted == 0 ? "" : $", {deleted} gone for good")
                + (left.Count == 0 ? "" : $"; not as before: {string.Join(", ", left.Take(MaxTroubles).Select(leftover => $"{leftover.What} in {leftover.Region}"))}")
                + ".",
            Images = images,
            Left = left,
        };
    }

    /// <summary>The part of a canceled run's result that fits a memo.</summary>
    public static RetirementResult Bounded(RetirementResult result) => result with
    {
        Images = [.. result.Images.Take(MaxMemoItems).Select(image => image with { TakenFrom = [], RemovedSnapshots = [], Error = null })],
        Left = [.. result.Left.Take(MaxMemoItems).Select(left => left with { Error = null })],
    };
}
