using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>The board as plain text. Pure.</summary>
internal static class BoardText
{
    /// <summary>Headline, what keeps the promotion itself from moving, and a row per region.</summary>
    public static IEnumerable<string> Lines(OperationView view)
    {
        yield return Headline(view);
        if (view.Notice is { } notice)
        {
            yield return notice;
        }

        if (OwnNote(view) is { } note)
        {
            yield return note;
        }

        var rows = BoardRow.Of(view);
        if (rows.Count > 0)
        {
            yield return "";
            foreach (var line in TextTable.Lines(BoardRow.Header, [.. rows.Select(row => row.Cells)]))
            {
                yield return line;
            }
        }
    }

    public static string Headline(OperationView view)
    {
        if (view.Progress is not { } progress)
        {
            return $"{view.WorkflowId}: {(view.Ended ? "ended" : "started")}";
        }

        var parked = progress.Items.Count(item => item.State == ItemState.Parked);
        return $"{view.WorkflowId}: {Words.Of(progress.Phase)}"
            + (progress.Fleet is { } fleet ? $", {Tally(fleet)}" : Tally(progress))
            + (parked == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {parked} waiting for a decision"));
    }

    /// <summary>How far a fleet is, of whose instances only the parked ones have rows.</summary>
    public static string Tally(FleetTally fleet) => string.Create(CultureInfo.InvariantCulture, $"{fleet.Done} of {fleet.Total} instances as asked")
        + (fleet.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {fleet.Failed} failed"))
        + (fleet.Working == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {fleet.Working} under way"));

    /// <summary>A step of the operation itself, such as finding the source, that waits, or fails and is tried again.</summary>
    public static string? OwnNote(OperationView view) => OwnStep(view)?.Note;

    /// <summary>Whether that step fails.</summary>
    public static bool HasOwnTrouble(OperationView view) => OwnStep(view) is { IsWaiting: false };

    // What was under way when it ended is not any more.
    private static PendingStep? OwnStep(OperationView view) => view.Ended ? null : view.Pending.FirstOrDefault(step => step is { Item: "", Note: not null });

    private static string Tally(OperationProgress progress)
    {
        var parts = progress.Counted();
        var done = parts.Count(item => item.State == ItemState.Done);
        return parts.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {done} of {parts.Count} {OperationKinds.All.Single(kind => kind.Name == progress.Operation).Parts} done");
    }
}
