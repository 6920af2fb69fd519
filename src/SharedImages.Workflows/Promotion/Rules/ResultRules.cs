namespace SharedImages.Workflows;

/// <summary>What a promotion says of itself in the end. Pure.</summary>
internal static class ResultRules
{
    /// <summary>The memo is warned about from 2 KiB on; what a canceled run says is cut to fit.</summary>
    private const int MaxMemoItems = 15;

    /// <summary>A summary is a headline: what is wrong with each of many regions stands in their rows.</summary>
    private const int MaxTroubles = 10;

    /// <summary>The spec could not be read.</summary>
    public static PromotionResult Unreadable(IReadOnlyList<SpecError> errors) => new()
    {
        Name = "",
        Version = "",
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Unreadable(errors),
        Errors = errors,
    };

    /// <summary>Not begun; nothing was written.</summary>
    public static PromotionResult Refused(PromotionSpec spec, SourceImage? source, IReadOnlyList<Refusal> refusals) => new()
    {
        Name = spec.Name,
        Version = spec.Version,
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Refused(spec.Name, spec.Version, refusals),
        Source = source,
        Refusals = refusals,
    };

    /// <summary>Every target has its image as asked, but for those that a person decided to leave out; with none at all there is nothing to be content with.</summary>
    public static bool IsComplete(PromotionSpec spec, IReadOnlyList<RegionOutcome> outcomes)
    {
        var targets = spec.Targets.Select(target => outcomes.FirstOrDefault(outcome => outcome.Region == target.Region)?.State).ToList();
        return targets.All(state => state is ItemState.Done or ItemState.Skipped) && targets.Contains(ItemState.Done);
    }

    /// <summary>Ran to its end.</summary>
    public static PromotionResult Ended(PromotionSpec spec, SourceImage source, IReadOnlyList<RegionOutcome> outcomes, bool complete, UndoReport? undo, LaunchResult? launch = null)
    {
        var regions = Targets(spec, outcomes);
        var done = regions.Count(region => region.State == ItemState.Done);
        var outcome = complete ? OperationOutcome.Completed : done > 0 ? OperationOutcome.PartlyFailed : OperationOutcome.Failed;
        return ResultBounds.Within(new()
        {
            Name = spec.Name,
            Version = spec.Version,
            Outcome = outcome,
            Summary = Summary(spec, regions, Intake(spec, outcomes), done, undo, launch),
            Source = source,
            Intake = Intake(spec, outcomes),
            Regions = regions,
            Launch = launch,
            Undo = undo,
        });
    }

    /// <summary>Stopped by cancellation and undone.</summary>
    public static PromotionResult Canceled(PromotionSpec? spec, SourceImage? source, IReadOnlyList<RegionOutcome> outcomes, UndoReport undo) => new()
    {
        Name = spec?.Name ?? "",
        Version = spec?.Version ?? "",
        Outcome = OperationOutcome.Canceled,
        Summary = $"{spec?.Name} {spec?.Version} was canceled. {Undone(undo)}",
        Source = source,
        Intake = spec is null ? null : Intake(spec, outcomes),
        Regions = spec is null ? [] : Targets(spec, outcomes),
        Undo = undo,
    };

    /// <summary>The part of a canceled run's result that fits a memo.</summary>
    public static PromotionResult Bounded(PromotionResult result) => result with
    {
        Source = null,
        Intake = null,
        Regions = [],
        Undo = result.Undo is not { } undo ? null : new(
            [.. undo.RemovedImages.Take(MaxMemoItems)],
            [.. undo.RemovedSnapshots.Take(MaxMemoItems)],
            [.. undo.UnsharedImages.Take(MaxMemoItems)],
            [.. undo.Left.Take(MaxMemoItems)],
            [.. undo.Kept.Take(MaxMemoItems)])
        {
            RemovedInstances = undo.RemovedInstances is { } instances ? [.. instances.Take(MaxMemoItems)] : null,
        },
    };

    /// <summary>The checks of a region that are worth telling: those that did not come out well at once.</summary>
    public static IReadOnlyList<ImageCheck> Telling(IReadOnlyList<ImageCheck> checks) => [.. checks.Where(check => check.Result != CheckResult.Ok)];

    /// <summary>A region in which nothing was begun.</summary>
    public static RegionOutcome NotBegun(CopyToRegionInput input, StepError error) => NotBegun(input.Region, input.Hop, error);

    /// <summary>One report of several, in the order of their regions, which end in any order.</summary>
    public static UndoReport Merge(IReadOnlyList<UndoReport> reports) => new(
        [.. Sorted(reports.SelectMany(report => report.RemovedImages), image => image.Region, image => image.ImageId)],
        [.. Sorted(reports.SelectMany(report => report.RemovedSnapshots), snapshot => snapshot.Region, snapshot => snapshot.SnapshotId)],
        [.. Sorted(reports.SelectMany(report => report.UnsharedImages), image => image.Region, image => image.ImageId)],
        [.. Sorted(reports.SelectMany(report => report.Left), leftover => leftover.Region, leftover => leftover.What)],
        [.. Sorted(reports.SelectMany(report => report.Kept), image => image.Region, image => image.ImageId)])
    {
        RemovedInstances = reports.Any(report => report.RemovedInstances is not null)
            ? [.. Sorted(reports.SelectMany(report => report.RemovedInstances ?? []), instance => instance.Region, instance => instance.InstanceId)]
            : null,
    };

    /// <summary>How a region stands.</summary>
    public static RegionOutcome Outcome(CopyToRegionInput input, ItemProgress progress, RegionMade made) => new()
    {
        Region = input.Region,
        Hop = input.Hop,
        State = progress.State,
        ImageId = progress.ImageId,
        ImageName = progress.ImageId is null ? null : PlanRules.ImageName(input),
        Encrypted = input.Encrypted,
        KmsKeyId = input.KmsKeyId,
        Adopted = progress.Adopted,
        Generation = progress.Generation,
        Error = progress.Error,
        Made = made,
    };

    /// <summary>The board's row of a region that has ended.</summary>
    public static ItemProgress ProgressOf(RegionOutcome outcome) => new()
    {
        Item = outcome.Region,
        Hop = outcome.Hop,
        State = outcome.State,
        ImageId = outcome.ImageId,
        Adopted = outcome.Adopted,
        Generation = outcome.Generation,
        Error = outcome.Error,
    };

    private static IOrderedEnumerable<T> Sorted<T>(IEnumerable<T> items, Func<T, string> region, Func<T, string> name) =>
        items.OrderBy(region, StringComparer.Ordinal).ThenBy(name, StringComparer.Ordinal);

    private static RegionOutcome NotBegun(string region, Hop hop, StepError error) =>
        new() { Region = region, Hop = hop, State = ItemState.Failed, Error = error };

    private static RegionOutcome? Intake(PromotionSpec spec, IReadOnlyList<RegionOutcome> outcomes) =>
        outcomes.FirstOrDefault(outcome => outcome.Hop == Hop.Intake && spec.Targets.All(target => target.Region != outcome.Region));

    private static List<RegionOutcome> Targets(PromotionSpec spec, IReadOnlyList<RegionOutcome> outcomes) =>
        [.. spec.Targets.Select(target => outcomes.FirstOrDefault(outcome => outcome.Region == target.Region)
            ?? NotBegun(target.Region, Hop.Distribution, new(
                StepErrorKind.NotStarted,
                $"{target.Region}: not begun, because the intake in {spec.Source.Region} did not come about",
                "put the intake right and run the same promotion again")))];

    private static string Summary(PromotionSpec spec, List<RegionOutcome> regions, RegionOutcome? intake, int done, UndoReport? undo, LaunchResult? launch)
    {
        var skipped = regions.Where(region => region.State == ItemState.Skipped).ToList();
        var trouble = regions.Append(intake)
            .Where(region => region is { State: not (ItemState.Done or ItemState.Skipped) } or { State: not ItemState.Skipped, Error: not null })
            .Where(region => region!.State != ItemState.Undone || region.Error is not null)
            .OrderBy(region => region!.Error?.Kind == StepErrorKind.NotStarted)
            .Select(region => $"{region!.Region} {region.State.ToString().ToLowerInvariant()}{(region.Error is { } error ? $" ({error.SentenceWithin(region.Region)})" : "")}")
            .ToList();
        return $"{spec.Name} {spec.Version}: {done} of {Summaries.Count(regions.Count, "region")} done"
            + (skipped.Count == 0 ? "" : $", {skipped.Count} skipped by decision ({string.Join(", ", skipped.Select(region => region.Region))})")
            + Left([.. skipped.SelectMany(region => region.Left)])
            + (trouble.Count == 0 ? "" : "; " + string.Join("; ", trouble.Take(MaxTroubles)))
            + (trouble.Count <= MaxTroubles ? "" : $"; and {Summaries.Count(trouble.Count - MaxTroubles, "region")} more not as asked")
            + (launch is null ? "" : $"; launch: {launch.Summary.TrimEnd('.')}")
            + (undo is null ? "." : $". {Undone(undo)}");
    }

    private static string Undone(UndoReport undo) =>
        $"Removed {(undo.RemovedInstances is { Count: > 0 } instances ? $"{Summaries.Count(instances.Count, "instance")}, " : "")}{Summaries.Count(undo.RemovedImages.Count, "image")} and {Summaries.Count(undo.RemovedSnapshots.Count, "snapshot")}"
        + (undo.Left.Count > 0 ? $"{Left(undo.Left)}." : undo.Kept.Count == 0 ? "; nothing is left." : "; nothing of this run is left.")
        + (undo.Kept.Count == 0 ? "" : $" {Summaries.Count(undo.Kept.Count, "image")} of an earlier run {(undo.Kept.Count == 1 ? "stays" : "stay")}: {string.Join(", ", undo.Kept.Select(image => $"{image.ImageId} in {image.Region}"))}.");

    private static string Left(IReadOnlyList<Leftover> left) =>
        left.Count == 0 ? "" : $"; left: {string.Join(", ", left.Select(leftover => $"{leftover.What} in {leftover.Region}"))}";
}
