namespace SharedImages.Workflows;

/// <summary>What the rows of a board mean together. Pure.</summary>
internal static class ProgressRules
{
    /// <summary>The rows that are parts of the operation; its own is there only while it is parked.</summary>
    public static IReadOnlyList<ItemProgress> Parts(OperationProgress progress) => [.. progress.Items.Where(item => item.Item != ContractNames.OwnItem(progress.Operation))];

    /// <summary>True when an item is parked and none can move by itself. A pending one waits for the parked one.</summary>
    public static bool WaitsForDecision(IReadOnlyList<ItemProgress> items) =>
        items.Any(item => item.State == ItemState.Parked) && !items.Any(item => Moves(item.State));

    /// <summary>
    /// Whether a region's promotion is told: it parks or goes on, its image is known or given up. The steps between take seconds, and each
    /// telling is an event in the history and a row in the Timeline. How a region ends is in its outcome.
    /// </summary>
    public static bool IsNews(ItemProgress told, ItemProgress now) =>
        now.State == ItemState.Parked
            ? told.State != ItemState.Parked
            : Moves(now.State) && (told.State == ItemState.Parked || told.ImageId != now.ImageId);

    private static bool Moves(ItemState state) => state
        is ItemState.Looking
        or ItemState.Copying
        or ItemState.Waiting
        or ItemState.Verifying
        or ItemState.Sharing
        or ItemState.Launching
        or ItemState.Testing
        or ItemState.Undoing;
}
