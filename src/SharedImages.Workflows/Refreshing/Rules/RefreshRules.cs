namespace SharedImages.Workflows;

/// <summary>What should be where, what is, and what there is to do about it. Pure.</summary>
internal static class RefreshRules
{
    /// <summary>How each target differs from what should be there. What a person decided through us wins over what is missing.</summary>
    public static IReadOnlyList<RegionDifference> Difference(RefreshReport report) => [.. report.Regions.Select(region => Difference(region, report.Promotion))];

    /// <summary>Whether the promotion of the version has something to do, or is under way and joined.</summary>
    public static bool NeedsPromotion(IReadOnlyList<RegionDifference> difference) => difference.Any(region => region.State is RegionState.Missing or RegionState.Building);

    /// <summary>The images to repair. It is done after the promotion has ended, which works on the same ones.</summary>
    public static IReadOnlyList<RegionDifference> Repairs(RefreshSpec spec, IReadOnlyList<RegionDifference> difference) =>
        spec.Drift == DriftPolicy.Repair
            ? [.. difference.Where(region => region.State == RegionState.Drifted && region.Drift.Any(drift => drift.CanBeRepaired))]
            : [];

    private static RegionDifference Difference(RegionHolding holding, KnownPromotion? promotion)
    {
        var state = State(holding, promotion);
        return new(holding.Region, state, holding.Image?.ImageId, state == RegionState.Drifted ? holding.Image!.Drift : [], holding.Error);
    }

    private static RegionState State(RegionHolding holding, KnownPromotion? promotion) => holding switch
    {
        { Error: not null } => RegionState.Unknown,
        { Image.Mark: ImageMark.Recalled } => RegionState.Recalled,
        { Image.Mark: ImageMark.Retiring } => RegionState.Retiring,
        { Image: { IsDone: true, Drift: [] } } => RegionState.Current,
        { Image.IsDone: true } => RegionState.Drifted,
        _ when promotion is { IsOpen: true } => RegionState.Building,
        _ when promotion?.Skipped.Contains(holding.Region, StringComparer.Ordinal) == true => RegionState.Skipped,
        _ => RegionState.Missing,
    };
}
