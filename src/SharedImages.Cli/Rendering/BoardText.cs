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

        if (OwnTrouble(view) is { } trouble)
        {
            yield return trouble;
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

        var targets = progress.Items.Where(item => item.Item != ContractNames.OwnItem(progress.Operation)).ToList();
        var done = targets.Count(region => region.State == ItemState.Done);
        var parked = progress.Items.Count(item => item.State == ItemState.Parked);
        return string.Create(CultureInfo.InvariantCulture, $"{view.WorkflowId}: {Words.Of(progress.Phase)}")
            + (targets.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {done} of {targets.Count} {OperationKinds.All.Single(kind => kind.Name == progress.Operation).Parts} done"))
            + (parked == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {parked} waiting for a decision"));
    }

    /// <summary>A step of the promotion itself, such as finding the source, that fails and is tried again.</summary>
    public static string? OwnTrouble(OperationView view) =>
        view.Pending.FirstOrDefault(step => step is { Item: "", Attempt: > 1, LastFailure: not null }) is { } step
            ? string.Create(CultureInfo.InvariantCulture, $"{step.Step}, attempt {step.Attempt}: {step.LastFailure}")
            : null;
}
