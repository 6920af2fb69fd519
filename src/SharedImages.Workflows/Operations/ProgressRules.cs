using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>What the rows of a board mean together. Pure.</summary>
internal static class ProgressRules
{
    /// <summary>The rows that are parts of the operation; its own is there only while it is parked.</summary>
    public static IReadOnlyList<ItemProgress> Parts(OperationProgress progress) => [.. progress.Items.Where(item => item.Item != ContractNames.OwnItem(progress.Operation))];

    /// <summary>The parts that are counted: where something is copied, the copies.</summary>
    public static IReadOnlyList<ItemProgress> Counted(OperationProgress progress) =>
        Parts(progress) is var parts && parts.Any(item => item.Hop is not null) ? [.. parts.Where(item => item.Hop is not null)] : parts;

    /// <summary>How far it is. A fleet has a tally of its own, because only its parked instances have rows.</summary>
    public static string HowFar(OperationProgress progress, string parts) =>
        Tally(progress) is not { } tally ? ""
        : progress.Fleet is { } fleet ? $"{tally} {parts} as asked{(fleet.Failed == 0 ? "" : $", {fleet.Failed} failed")}{(fleet.Working == 0 ? "" : $", {fleet.Working} under way")}"
        : $"{tally} {parts} done";

    /// <summary>How many of the counted parts are done, as the search attribute has it: <c>4 of 6</c>; null = it is not known yet which there are.</summary>
    public static string? Tally(OperationProgress progress) =>
        progress.Fleet is { } fleet ? Tally(fleet.Done, fleet.Total)
        : Counted(progress) is { Count: > 0 } parts ? Tally(parts.Count(item => item.State == ItemState.Done), parts.Count)
        : null;

    /// <summary>True when an item is parked and none can move by itself. A pending one waits for the parked one; of a fleet only those that are parked have a row.</summary>
    /// <param name="items">The rows.</param>
    /// <param name="fleet">How far the fleet is; null of an operation that has none.</param>
    /// <param name="own">The item that stands for the operation itself, which is no instance of its fleet.</param>
    public static bool WaitsForDecision(IReadOnlyList<ItemProgress> items, FleetTally? fleet = null, string? own = null) =>
        items.Any(item => item.State == ItemState.Parked) && !items.Any(item => Moves(item.State)) && (fleet?.Working ?? 0) <= items.Count(item => item.Item != own);

    /// <summary>
    /// Whether a region's promotion is told: it parks, goes on, or begins its copy anew. Each telling is an action that Temporal counts, an
    /// event in the history and a row in the Timeline; what nobody has to act on is in the region's own query, and how it ends in its outcome.
    /// </summary>
    public static bool IsNews(ItemProgress told, ItemProgress now) =>
        now.State == ItemState.Parked
            ? told.State != ItemState.Parked
            : Moves(now.State) && (told.State == ItemState.Parked || told.Generation != now.Generation);

    private static string Tally(int done, int parts) => string.Create(CultureInfo.InvariantCulture, $"{done} of {parts}");

    private static bool Moves(ItemState state) => state
        is ItemState.Looking
        or ItemState.Copying
        or ItemState.Waiting
        or ItemState.Verifying
        or ItemState.Sharing
        or ItemState.Moving
        or ItemState.Launching
        or ItemState.Testing
        or ItemState.Undoing;
}
