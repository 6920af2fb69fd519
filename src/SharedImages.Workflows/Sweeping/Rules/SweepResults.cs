namespace SharedImages.Workflows;

/// <summary>What a sweep says of itself in the end. Pure.</summary>
internal static class SweepResults
{
    /// <summary>The memo is warned about from 2 KiB on; what a canceled run says is cut to fit.</summary>
    private const int MaxMemoItems = 5;

    /// <summary>A summary is a headline: the rest stands in the rows.</summary>
    private const int MaxTroubles = 10;

    /// <summary>The spec could not be read.</summary>
    public static SweepResult Unreadable(IReadOnlyList<SpecError> errors) => Of(OperationOutcome.Refused, Summaries.Unreadable(errors)) with { Errors = errors };

    /// <summary>Not begun; nothing was written.</summary>
    public static SweepResult Refused(IReadOnlyList<Refusal> refusals) => Of(OperationOutcome.Refused, Summaries.Refused("The sweep", "", refusals)) with { Refusals = refusals };

    /// <summary>An unfinished copy before anything is done about it.</summary>
    public static LeftoverOutcome Found(UnfinishedImage image) => new() { Image = image, State = image.KeptFor is null ? ItemState.Pending : ItemState.Skipped };

    /// <summary>Ran to its end.</summary>
    public static SweepResult Ended(SweepSpec spec, IReadOnlyList<LeftoverOutcome> images, int more)
    {
        var failed = images.Where(image => image.State == ItemState.Failed).ToList();
        var done = images.Count(image => image.State == ItemState.Done);
        var outcome = failed.Count == 0 ? OperationOutcome.Completed : done > 0 ? OperationOutcome.PartlyFailed : OperationOutcome.Failed;
        return Of(outcome, Headline(spec, images, failed, more)) with { Images = images, More = more };
    }

    /// <summary>Stopped by cancellation. What is deleted does not come back.</summary>
    public static SweepResult Canceled(IReadOnlyList<LeftoverOutcome> images, int more)
    {
        IReadOnlyList<LeftoverOutcome> ended = [.. images.Select(image => image.State == ItemState.Pending ? image with { State = ItemState.Canceled } : image)];
        var (done, left) = (ended.Count(image => image.State == ItemState.Done), ended.Count(image => image.State is ItemState.Canceled or ItemState.Failed));
        return Of(OperationOutcome.Canceled, $"The sweep was canceled: {Summaries.Count(done, "leftover")} deleted, {left} left.") with { Images = ended, More = more };
    }

    /// <summary>The part of a canceled run's result that fits a memo.</summary>
    public static SweepResult Bounded(SweepResult result) => result with
    {
        Images = [.. result.Images.Take(MaxMemoItems).Select(image => image with { RemovedSnapshots = [], Error = null })],
        More = result.More + Math.Max(0, result.Images.Count - MaxMemoItems),
    };

    private static string Headline(SweepSpec spec, IReadOnlyList<LeftoverOutcome> images, List<LeftoverOutcome> failed, int more)
    {
        var (done, listed, kept) = (images.Count(image => image.State == ItemState.Done), images.Where(image => image.State == ItemState.Pending).ToList(), images.Count(image => image.State == ItemState.Skipped));
        var runs = listed.Select(image => image.Image.Run).Distinct(StringComparer.Ordinal).Count();
        var what = spec.Remove ? $"{done} of {Summaries.Count(done + failed.Count, "leftover")} deleted"
            : listed.Count == 0 ? "No leftovers"
            : $"{Summaries.Count(listed.Count, "leftover")} of {Summaries.Count(runs, "run")}, {listed.Sum(image => image.Image.SizeGiB)} GiB";
        return what
            + (kept == 0 ? "" : $"; {Summaries.Count(kept, "unfinished copy", "unfinished copies")} kept")
            + (more == 0 ? "" : $"; {more} more not looked at")
            + string.Concat(failed.Take(MaxTroubles).Select(image => $"; {image.Image.Region}/{image.Image.ImageId} failed ({image.Error!.SentenceWithin(image.Image.Region)})"))
            + ".";
    }

    private static SweepResult Of(OperationOutcome outcome, string summary) => new() { Name = SweepNames.All, Version = "", Outcome = outcome, Summary = summary };
}
