using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>One item as boards and lines show it.</summary>
/// <param name="Item">The region, or the promotion itself.</param>
/// <param name="Hop">Intake or distribution; null for the promotion itself.</param>
/// <param name="State">Where it is.</param>
/// <param name="Queued">Waiting in ECS's queue: five copies run at once per region.</param>
/// <param name="Percent">0–100; null when nothing is being copied.</param>
/// <param name="Remaining">Estimate; null when there is no base for one.</param>
/// <param name="ImageId">Empty until known.</param>
/// <param name="Note">Why it stands still or is not as asked; empty when it is well.</param>
internal sealed record BoardRow(string Item, Hop? Hop, ItemState State, bool Queued, int? Percent, TimeSpan? Remaining, string ImageId, string Note)
{
    /// <summary>ECS's status of a copy that waits for its turn.</summary>
    private const string QueuedStatus = "Waiting";

    public static readonly string[] Header = ["ITEM", "HOP", "STATE", "COPIED", "REMAINING", "IMAGE", "NOTE"];

    public string StateText => Queued ? "queued" : Words.Of(State);

    public string PercentText => Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent} %") : "";

    public string RemainingText => Remaining is { } remaining ? Words.Of(remaining) : "";

    public string[] Cells => [Item, Hop is { } hop ? Words.Of(hop) : "", StateText, PercentText, RemainingText, ImageId, Note];

    public static IReadOnlyList<BoardRow> Of(OperationView view) =>
        [.. (view.Progress?.Items ?? []).Select(item => Of(item, Moves(item) ? view.Pending.FirstOrDefault(step => step.Item == item.Item) : null, view.AsOf))];

    // The step of a region that has ended or waits for somebody is one that was seen before.
    private static bool Moves(ItemProgress item) => item is { Hop: not null, State: not (ItemState.Parked or ItemState.Done or ItemState.Failed or ItemState.Skipped or ItemState.Canceled or ItemState.Undone) };

    private static BoardRow Of(ItemProgress region, PendingStep? step, DateTimeOffset now)
    {
        var state = StateOf(region, step);
        var copy = state == ItemState.Waiting ? step?.Copy : null;
        return new(
            region.Item,
            region.Hop,
            state,
            copy?.Status == QueuedStatus,
            copy?.Progress,
            copy?.Remaining() is { } remaining ? Later(remaining, now - copy.SeenAt) : null,
            region.ImageId ?? copy?.ImageId ?? "",
            NoteOf(region, step) is { Length: > 0 } note ? note : AgeOf(copy, now));
    }

    // Time has passed since the look that it was computed from.
    private static TimeSpan Later(TimeSpan remaining, TimeSpan age) => age <= TimeSpan.Zero ? remaining : age < remaining ? remaining - age : TimeSpan.Zero;

    private static string AgeOf(CopyLook? copy, DateTimeOffset now) =>
        copy is not null && now - copy.SeenAt >= 2 * FreshLooks.UsualAge ? $"seen {Words.Of(now - copy.SeenAt)} ago" : "";

    // A region tells its promotion only what lasts; the step that is under way says more.
    private static ItemState StateOf(ItemProgress region, PendingStep? step) => (region.State, step?.Step) switch
    {
        (ItemState.Copying, "FindCopy") => ItemState.Looking,
        (ItemState.Copying, "WaitImage") => ItemState.Waiting,
        (ItemState.Copying, "VerifyImage") => ItemState.Verifying,
        (ItemState.Copying, "RunInstances" or "AwaitRunning" or "AwaitAgents" or "StartCommand" or "AwaitCommand" or "FindInstances" or "DeleteInstances") => ItemState.Testing,
        (ItemState.Copying, "ShareImage") => ItemState.Sharing,
        _ => region.State,
    };

    // The item stands beside its note.
    private static string Within(string note, string item) => note.StartsWith($"{item}: ", StringComparison.Ordinal) ? note[(item.Length + 2)..] : note;

    private static string NoteOf(ItemProgress region, PendingStep? step) =>
        region.Error is { } error ? $"{(region.Step is { } failed ? failed + ": " : "")}{error.MessageWithin(region.Item)}"
        : step?.Note is { } note ? Within(note, region.Item)
        : region.Adopted ? "adopted from an earlier run"
        : region.Generation > 0 ? $"copy begun anew {Words.Times(region.Generation)}"
        : "";
}
