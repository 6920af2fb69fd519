using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What has changed between two views, one line per change: progress for pipes and logs. Pure.</summary>
internal static class ProgressLines
{
    /// <summary>Percents are told in steps of ten.</summary>
    private const int PercentStep = 10;

    public static IEnumerable<string> Between(OperationView? before, OperationView after)
    {
        if (after.Notice is { } notice && notice != before?.Notice)
        {
            yield return notice;
        }

        if (after.Notice is null && before?.Notice is not null)
        {
            yield return "Goes on.";
        }

        foreach (var failing in after.Failing.Where(task => before?.Failing.Any(known => known.Item == task.Item && known.Cause == task.Cause) != true))
        {
            yield return failing.Headline;
        }

        if (BoardText.OwnNote(after) is { } note && note != (before is null ? null : BoardText.OwnNote(before)))
        {
            yield return note;
        }

        if (after.Progress is { } progress && progress.Phase != before?.Progress?.Phase)
        {
            yield return $"{after.WorkflowId}: {Words.Of(progress.Phase)}";
        }

        if (after.Progress is { Fleet: { } fleet } operation && (fleet.Done, fleet.Failed) != (before?.Progress?.Fleet?.Done, before?.Progress?.Fleet?.Failed))
        {
            yield return operation.Tally();
        }

        var rows = before is null ? [] : BoardRow.Of(before);
        foreach (var row in BoardRow.Of(after))
        {
            var was = rows.FirstOrDefault(candidate => candidate.Item == row.Item);
            if (Differs(was, row))
            {
                yield return Line(row);
            }
        }
    }

    private static bool Differs(BoardRow? was, BoardRow row) =>
        was is null ? row.State != ItemState.Pending
        : was.State != row.State || was.Queued != row.Queued || was.ImageId != row.ImageId || was.Note != row.Note || was.Percent / PercentStep != row.Percent / PercentStep;

    private static string Line(BoardRow row)
    {
        var parts = new[] { row.StateText, row.PercentText, row.Remaining is null ? "" : $"{row.RemainingText} left", row.ImageId }.Where(part => part.Length > 0);
        return string.Create(CultureInfo.InvariantCulture, $"{row.Item}{(row.Hop is { } hop ? $" ({Words.Of(hop)})" : "")}: {string.Join(", ", parts)}")
            + (row.Note.Length == 0 ? "" : $": {row.Note}");
    }
}
