using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>What should be where, what is, and what there is to do about it. Pure.</summary>
internal static class RefreshRules
{
    /// <summary>How each target differs from what should be there. What a person decided through us wins over what is missing.</summary>
    public static IReadOnlyList<RegionDifference> Difference(RefreshReport report)
    {
        // What is on its way out in one region is not made in another.
        var mark = report.Regions.Max(region => region.Image?.Mark) ?? ImageMark.None;
        return [.. report.Regions.Select(region => Difference(region, report.Promotion, mark))];
    }

    /// <summary>Whether the promotion of the version has something to do, or is under way and joined.</summary>
    public static bool NeedsPromotion(IReadOnlyList<RegionDifference> difference) => difference.Any(region => region.State is RegionState.Missing or RegionState.Building);

    /// <summary>The images to repair. It is done after the promotion has ended, which works on the same ones.</summary>
    public static IReadOnlyList<RegionDifference> Repairs(RefreshSpec spec, IReadOnlyList<RegionDifference> difference) =>
        spec.Drift == DriftPolicy.Repair
            ? [.. difference.Where(region => region.State == RegionState.Drifted && region.Drift.Any(drift => drift.CanBeRepaired))]
            : [];

    /// <summary>Whether every target has the version, be it that something about it has drifted.</summary>
    public static bool IsEverywhere(IReadOnlyList<RegionRefresh> regions) =>
        regions.All(region => region.State == ItemState.Done || region is { Found: RegionState.Drifted, State: ItemState.Pending });

    /// <summary>What is to be done about each channel that follows.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="report">What was found.</param>
    /// <param name="isCurrent">Whether all targets have the version by now.</param>
    /// <param name="now">By this time.</param>
    public static IReadOnlyList<ChannelWish> Channels(RefreshSpec spec, RefreshReport report, bool isCurrent, DateTimeOffset now)
    {
        var (steps, wishes) = (spec.Channels ?? [], new List<ChannelWish>());
        foreach (var step in steps)
        {
            var isThere = report.Regions.All(region => region.Image?.Channels.Contains(step.Set, StringComparer.Ordinal) == true);
            var standing = report.Channels.FirstOrDefault(channel => channel.Channel == step.Set);
            var why = isThere ? null
                : !isCurrent ? "not every region has the version"
                : standing is { Version: var there, Before: var before } && there != report.Version && before == report.Version ? $"somebody moved it from {before} back to {there}"
                : Waits(step, wishes.LastOrDefault(), report, now);
            wishes.Add(new(step.Set, isThere, why));
        }

        return wishes;
    }

    // The channel before it must have pointed to the version for as long as is asked for.
    private static string? Waits(ChannelStep step, ChannelWish? before, RefreshReport report, DateTimeOffset now)
    {
        if (before is null || (step.After == TimeSpan.Zero && before.Why is null))
        {
            return null;
        }

        // One that is moved in this very run points to the version from now on.
        var standing = report.Channels.FirstOrDefault(channel => channel.Channel == before.Channel);
        DateTimeOffset? since = before switch
        {
            { Why: not null } => null,
            { IsThere: false } => now,
            _ => standing?.Version == report.Version ? standing?.Since : null,
        };
        return since is not { } from ? before.IsThere ? $"it follows {before.Channel}, and nobody knows since when that points to the version" : $"it follows {before.Channel}, which does not point to the version yet"
            : from + step.After <= now ? null
            : string.Create(CultureInfo.InvariantCulture, $"it follows {before.Channel} from {from + step.After:yyyy-MM-dd HH:mm} UTC on");
    }

    /// <summary>
    /// The versions that are more than the spec keeps, the oldest first. The present one stays whatever it is; one that is on its way out, or
    /// recalled, takes no place among those that are kept.
    /// </summary>
    /// <param name="keep">What is kept.</param>
    /// <param name="report">What there is.</param>
    /// <param name="now">By this time.</param>
    public static IReadOnlyList<HeldVersion> Surplus(KeepSpec keep, RefreshReport report, DateTimeOffset now) =>
        [.. report.Versions
            .Where(held => !held.IsMarked)
            .OrderByDescending(held => held.Version == report.Version)
            .ThenByDescending(held => held.MadeAt)
            .ThenByDescending(held => held.Version, StringComparer.Ordinal)
            .Skip(report.Versions.Any(held => held.Version == report.Version) ? keep.Newest : keep.Newest - 1)
            .Where(held => !(keep.Younger is { } age && held.MadeAt > now - age))
            .Reverse()];

    private static RegionDifference Difference(RegionHolding holding, KnownPromotion? promotion, ImageMark ofVersion)
    {
        var state = State(holding, promotion, ofVersion);
        return new(holding.Region, state, holding.Image?.ImageId, state == RegionState.Drifted ? holding.Image!.Drift : [], holding.Error);
    }

    private static RegionState State(RegionHolding holding, KnownPromotion? promotion, ImageMark ofVersion) => holding switch
    {
        { Error: not null } => RegionState.Unknown,
        { Image.Mark: ImageMark.Recalled } => RegionState.Recalled,
        { Image.Mark: ImageMark.Retiring } => RegionState.Retiring,
        { Image: { IsDone: true, Drift: [] } } => RegionState.Current,
        { Image.IsDone: true } => RegionState.Drifted,
        _ when ofVersion == ImageMark.Recalled => RegionState.Recalled,
        _ when ofVersion == ImageMark.Retiring || promotion is { IsRetired: true } => RegionState.Retiring,
        _ when promotion is { IsOpen: true } => RegionState.Building,
        _ when promotion?.Skipped.Contains(holding.Region, StringComparer.Ordinal) == true => RegionState.Skipped,
        _ => RegionState.Missing,
    };
}
