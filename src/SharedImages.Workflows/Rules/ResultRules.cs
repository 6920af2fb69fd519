namespace SharedImages.Workflows;

/// <summary>What a promotion says of itself in the end. Pure.</summary>
internal static class ResultRules
{
    /// <summary>The memo is warned about from 2 KiB on; what a cancelled run says is cut to fit.</summary>
    private const int MaxMemoItems = 15;

    private static readonly UndoReport NothingUndone = new([], [], [], []);

    /// <summary>The spec could not be read.</summary>
    public static PromotionResult Unreadable(IReadOnlyList<SpecError> errors) => new()
    {
        Name = "",
        Version = "",
        Outcome = PromotionOutcome.Refused,
        Summary = $"The spec has {Count(errors.Count, "error")}: {string.Join(" | ", errors.Select(error => error.ToString()))}",
        Errors = errors,
    };

    /// <summary>Not begun; nothing was written.</summary>
    public static PromotionResult Refused(PromotionSpec spec, SourceImage? source, IReadOnlyList<Refusal> refusals) => new()
    {
        Name = spec.Name,
        Version = spec.Version,
        Outcome = PromotionOutcome.Refused,
        Summary = $"{spec.Name} {spec.Version} was refused before any write: {string.Join(" | ", refusals.Select(refusal => refusal.Message))}",
        Source = source,
        Refusals = refusals,
    };

    /// <summary>Every target has its image as asked.</summary>
    public static bool IsComplete(PromotionSpec spec, IReadOnlyList<RegionOutcome> outcomes) =>
        spec.Targets.All(target => outcomes.Any(outcome => outcome.Region == target.Region && outcome.State == RegionState.Done));

    /// <summary>Ran to its end.</summary>
    public static PromotionResult Ended(PromotionSpec spec, SourceImage source, IReadOnlyList<RegionOutcome> outcomes, bool complete, UndoReport? undo)
    {
        var regions = Targets(spec, outcomes);
        var done = regions.Count(region => region.State == RegionState.Done);
        var outcome = complete ? PromotionOutcome.Completed : done > 0 ? PromotionOutcome.PartlyFailed : PromotionOutcome.Failed;
        return new()
        {
            Name = spec.Name,
            Version = spec.Version,
            Outcome = outcome,
            Summary = Summary(spec, regions, Intake(spec, outcomes), done, undo),
            Source = source,
            Intake = Intake(spec, outcomes),
            Regions = regions,
            Undo = undo,
        };
    }

    /// <summary>Stopped by cancellation and undone.</summary>
    public static PromotionResult Canceled(PromotionSpec? spec, SourceImage? source, IReadOnlyList<RegionOutcome> outcomes, UndoReport undo) => new()
    {
        Name = spec?.Name ?? "",
        Version = spec?.Version ?? "",
        Outcome = PromotionOutcome.Canceled,
        Summary = $"{spec?.Name} {spec?.Version} was cancelled. {Undone(undo)}",
        Source = source,
        Intake = spec is null ? null : Intake(spec, outcomes),
        Regions = spec is null ? [] : Targets(spec, outcomes),
        Undo = undo,
    };

    /// <summary>The part of a cancelled run's result that fits a memo.</summary>
    public static PromotionResult Bounded(PromotionResult result) => result with
    {
        Source = null,
        Intake = null,
        Regions = [],
        Undo = result.Undo is not { } undo ? null : new(
            [.. undo.RemovedImages.Take(MaxMemoItems)],
            [.. undo.RemovedSnapshots.Take(MaxMemoItems)],
            [.. undo.UnsharedImages.Take(MaxMemoItems)],
            [.. undo.Left.Take(MaxMemoItems)]),
    };

    /// <summary>A region in which nothing was begun.</summary>
    public static RegionOutcome NotBegun(CopyToRegionInput input, StepError error) => NotBegun(input.Region, input.Hop, error);

    /// <summary>One report of several.</summary>
    public static UndoReport Merge(IReadOnlyList<UndoReport> reports) => reports.Count == 0 ? NothingUndone : new(
        [.. reports.SelectMany(report => report.RemovedImages)],
        [.. reports.SelectMany(report => report.RemovedSnapshots)],
        [.. reports.SelectMany(report => report.UnsharedImages)],
        [.. reports.SelectMany(report => report.Left)]);

    /// <summary>The board's row of a region that has ended.</summary>
    public static RegionProgress ProgressOf(RegionOutcome outcome) => new()
    {
        Region = outcome.Region,
        Hop = outcome.Hop,
        State = outcome.State,
        ImageId = outcome.ImageId,
        Adopted = outcome.Adopted,
        Generation = outcome.Generation,
        Error = outcome.Error,
    };

    private static RegionOutcome NotBegun(string region, Hop hop, StepError error) =>
        new() { Region = region, Hop = hop, State = RegionState.Failed, Error = error };

    private static RegionOutcome? Intake(PromotionSpec spec, IReadOnlyList<RegionOutcome> outcomes) =>
        outcomes.FirstOrDefault(outcome => outcome.Hop == Hop.Intake && spec.Targets.All(target => target.Region != outcome.Region));

    private static List<RegionOutcome> Targets(PromotionSpec spec, IReadOnlyList<RegionOutcome> outcomes) =>
        [.. spec.Targets.Select(target => outcomes.FirstOrDefault(outcome => outcome.Region == target.Region)
            ?? NotBegun(target.Region, Hop.Distribution, new(
                StepErrorKind.NotStarted,
                $"{target.Region}: not begun, because the intake in {spec.Source.Region} did not come about",
                "put the intake right and run the same promotion again")))];

    private static string Summary(PromotionSpec spec, List<RegionOutcome> regions, RegionOutcome? intake, int done, UndoReport? undo)
    {
        var trouble = regions.Append(intake)
            .Where(region => region is { State: not RegionState.Done } or { Error: not null })
            .Where(region => region!.State != RegionState.Undone || region.Error is not null)
            .OrderBy(region => region!.Error?.Kind == StepErrorKind.NotStarted)
            .Select(region => $"{region!.Region} {region.State.ToString().ToLowerInvariant()}{(region.Error is { } error ? $" ({error.SentenceWithin(region.Region)})" : "")}")
            .ToList();
        return $"{spec.Name} {spec.Version}: {done} of {Count(regions.Count, "region")} done"
            + (trouble.Count == 0 ? "" : "; " + string.Join("; ", trouble))
            + (undo is null ? "." : $". {Undone(undo)}");
    }

    private static string Undone(UndoReport undo) =>
        $"Removed {Count(undo.RemovedImages.Count, "image")} and {Count(undo.RemovedSnapshots.Count, "snapshot")}; "
        + (undo.Left.Count == 0 ? "nothing is left." : $"left: {string.Join(", ", undo.Left.Select(left => $"{left.What} in {left.Region}"))}.");

    private static string Count(int count, string thing) => $"{count} {thing}{(count == 1 ? "" : "s")}";
}
