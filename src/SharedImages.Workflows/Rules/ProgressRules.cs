namespace SharedImages.Workflows;

/// <summary>What the rows of a board mean together. Pure.</summary>
internal static class ProgressRules
{
    /// <summary>True when a region is parked and none can move by itself. A pending one waits for the parked one.</summary>
    public static bool WaitsForDecision(IReadOnlyList<RegionProgress> regions) =>
        regions.Any(region => region.State == RegionState.Parked) && !regions.Any(region => Moves(region.State));

    /// <summary>
    /// Whether a region's promotion is told: it parks or goes on, its image is known or given up. The steps between take seconds, and each
    /// telling is an event in the history and a row in the Timeline. How a region ends is in its outcome.
    /// </summary>
    public static bool IsNews(RegionProgress told, RegionProgress now) =>
        now.State == RegionState.Parked
            ? told.State != RegionState.Parked
            : Moves(now.State) && (told.State == RegionState.Parked || told.ImageId != now.ImageId);

    private static bool Moves(RegionState state) => state
        is RegionState.Looking
        or RegionState.Copying
        or RegionState.Waiting
        or RegionState.Verifying
        or RegionState.Sharing
        or RegionState.Undoing;
}
