namespace SharedImages.Workflows;

/// <summary>What the rows of a board mean together. Pure.</summary>
internal static class ProgressRules
{
    /// <summary>True when a region is parked and none can move by itself. A pending one waits for the parked one.</summary>
    public static bool WaitsForDecision(IReadOnlyList<RegionProgress> regions) =>
        regions.Any(region => region.State == RegionState.Parked) && !regions.Any(region => Moves(region.State));

    private static bool Moves(RegionState state) => state
        is RegionState.Looking
        or RegionState.Copying
        or RegionState.Waiting
        or RegionState.Verifying
        or RegionState.Sharing
        or RegionState.Undoing;
}
