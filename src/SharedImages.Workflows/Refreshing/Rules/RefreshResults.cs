namespace SharedImages.Workflows;

/// <summary>What a refresh says of itself in the end. Pure.</summary>
internal static class RefreshResults
{
    /// <summary>A summary is a headline: the rest stands in the rows.</summary>
    private const int MaxTroubles = 10;

    /// <summary>The spec could not be read.</summary>
    public static RefreshResult Unreadable(IReadOnlyList<SpecError> errors) => new()
    {
        Name = "",
        Version = "",
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Unreadable(errors),
        Errors = errors,
    };

    /// <summary>Not begun; nothing was written.</summary>
    public static RefreshResult Refused(RefreshSpec spec, RefreshReport? report, IReadOnlyList<Refusal> refusals) => new()
    {
        Name = spec.Name,
        Version = report?.Version ?? "",
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Refused(spec.Name, report?.Version ?? "", refusals),
        Source = report?.Source,
        Refusals = refusals,
    };

    /// <summary>Ran to its end.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="report">What was found.</param>
    /// <param name="regions">What became of it.</param>
    /// <param name="promotion">The promotion that it started or joined; null = none.</param>
    /// <param name="end">How that ended.</param>
    /// <param name="channels">What became of the channels that follow.</param>
    public static RefreshResult Ended(
        RefreshSpec spec, RefreshReport report, IReadOnlyList<RegionRefresh> regions, StartedPromotion? promotion, PromotionEnd? end, IReadOnlyList<ChannelChange> channels)
    {
        var failed = regions.Count(region => region.State == ItemState.Failed);
        var stuck = channels.Where(channel => channel.State == ItemState.Failed).ToList();
        return Result(spec, report, regions) with
        {
            Outcome = failed + stuck.Count == 0 ? OperationOutcome.Completed : failed < regions.Count ? OperationOutcome.PartlyFailed : OperationOutcome.Failed,
            Summary = $"{ContractNames.Title(spec.Name, report.Version!)}: {Counts(regions)}{Troubles(regions)}{string.Concat(stuck.Select(channel => $"; {channel.Channel} was not moved ({channel.Why!.TrimEnd('.')})"))}{(end is { Outcome: not OperationOutcome.Completed } ? $"; its promotion: {end.Summary}" : ".")}",
            Promotion = promotion is null ? null : ContractNames.WorkflowId(spec.Name, report.Version!),
            PromotionRunId = promotion?.RunId,
            Joined = promotion?.IsJoined == true,
            Channels = channels,
        };
    }

    /// <summary>Only looked.</summary>
    public static RefreshResult Planned(RefreshSpec spec, RefreshReport report, IReadOnlyList<RegionRefresh> regions, DateTimeOffset now) => Result(spec, report, regions) with
    {
        Plan = true,
        Channels = [.. RefreshRules.Channels(spec, report, RefreshRules.IsEverywhere(regions), now)
            .Select(wish => new ChannelChange(wish.Channel, wish.IsThere ? ItemState.Done : ItemState.Pending, null, wish.Why))],
        Surplus = spec.Keep is { } keep ? [.. RefreshRules.Surplus(keep, report, now).Select(held => new SurplusVersion(held.Version, null, held.KeptFor))] : [],
        Summary = $"{ContractNames.Title(spec.Name, report.Version!)}: {Counts(regions)}. Nothing was changed.",
    };

    /// <summary>Stopped by cancellation.</summary>
    public static RefreshResult Canceled(RefreshSpec? spec, RefreshReport? report, StartedPromotion? promotion)
    {
        var (name, version) = (spec?.Name ?? "", report?.Version ?? "");
        return new()
        {
            Name = name,
            Version = version,
            Outcome = OperationOutcome.Canceled,
            Summary = $"{ContractNames.Title(name, version)}: the refresh was canceled."
                + (promotion is null ? "" : $" The promotion {ContractNames.WorkflowId(name, version)} goes on; to stop that too, cancel it."),
            Promotion = promotion is null ? null : ContractNames.WorkflowId(name, version),
            PromotionRunId = promotion?.RunId,
            Joined = promotion?.IsJoined == true,
        };
    }

    /// <summary>How a region stands when nothing is done about it.</summary>
    public static RegionRefresh AsFound(RegionDifference difference) => new()
    {
        Region = difference.Region,
        Found = difference.State,
        ImageId = difference.ImageId,
        Drift = difference.Drift,
        Error = difference.Error,
        State = difference.State switch
        {
            RegionState.Current => ItemState.Done,
            RegionState.Skipped or RegionState.Retiring or RegionState.Recalled => ItemState.Skipped,
            RegionState.Unknown => ItemState.Failed,
            _ => ItemState.Pending,
        },
    };

    /// <summary>How a region stands after the promotion of its version has ended.</summary>
    public static RegionRefresh AsPromoted(RegionDifference difference, PromotionEnd end)
    {
        var found = AsFound(difference);
        if (difference.State is not (RegionState.Missing or RegionState.Building))
        {
            return found;
        }

        return end.Regions.FirstOrDefault(region => region.Region == difference.Region) is { } promoted
            ? found with
            {
                State = promoted.State is ItemState.Done or ItemState.Skipped ? promoted.State : ItemState.Failed,
                ImageId = promoted.ImageId,
                Error = promoted.Error,
            }
            : found with { State = end.Outcome == OperationOutcome.Completed ? ItemState.Skipped : ItemState.Failed };
    }

    private static RefreshResult Result(RefreshSpec spec, RefreshReport report, IReadOnlyList<RegionRefresh> regions) => new()
    {
        Name = spec.Name,
        Version = report.Version!,
        Outcome = OperationOutcome.Completed,
        Summary = "",
        Source = report.Source,
        Regions = regions,
        Foreign = report.Foreign,
        ForeignCount = report.ForeignCount,
    };

    private static string Counts(IReadOnlyList<RegionRefresh> regions) => string.Join(", ",
        regions.CountBy(region => region.Found).OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}"))
        + $" of {Summaries.Count(regions.Count, "region")}"
        + (regions.Count(region => region.State == ItemState.Done && region.Found is RegionState.Missing or RegionState.Building) is var made and > 0 ? $"; {made} made" : "")
        + (regions.Count(region => region.Repaired.Count > 0) is var repaired and > 0 ? $"; {repaired} repaired" : "");

    private static string Troubles(IReadOnlyList<RegionRefresh> regions) => string.Concat(regions
        .Where(region => region is { State: ItemState.Failed, Error: not null })
        .Take(MaxTroubles)
        .Select(region => $"; {region.Region} failed ({region.Error!.SentenceWithin(region.Region)})"));
}
