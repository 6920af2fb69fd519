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
            + (progress.Tally() is { Length: > 0 } tally ? $", {tally}" : "")
            + (parked == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {parked} waiting for a decision"));
    }

    /// <summary>A step of the operation itself, such as finding the source, that waits, or fails and is tried again.</summary>
    public static string? OwnNote(OperationView view) => OwnStep(view)?.Note;

    /// <summary>Whether that step fails.</summary>
    public static bool HasOwnTrouble(OperationView view) => OwnStep(view) is { IsWaiting: false };

    // What was under way when it ended is not any more.
    private static PendingStep? OwnStep(OperationView view) => view.Ended ? null : view.Pending.FirstOrDefault(step => step is { Item: "", Note: not null });
}
