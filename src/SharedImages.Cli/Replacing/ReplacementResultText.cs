using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a replacement ended, for people. Pure.</summary>
internal static class ReplacementResultText
{
    /// <summary>Of more instances only those are shown that are not as asked; the JSON has all.</summary>
    private const int MaxRows = 40;

    /// <summary>Of more instances the commands are in the JSON.</summary>
    private const int MaxRestored = 3;

    // A region stands above its instances, so that a line fits a terminal of 80 columns.
    private static readonly string[] Header = ["INSTANCE", "END", "OLD DISK IN"];

    public static IEnumerable<string> Lines(ReplacementResult result) => RefusalText.Lines(result) ??
        [Headline(result), .. result.Notices.Select(notice => $"note: {notice}"), .. Table(result), .. OutOfService(result), .. Remedies(result), .. Restore(result)];

    private static string Headline(ReplacementResult result) => result.Instances.Count == 0
        ? result.Summary
        : string.Create(CultureInfo.InvariantCulture, $"{result.Name} {result.Version}: {Words.Of(result.Outcome)}, {string.Join(", ", result.Ends.Select(end => $"{end.Value} {Words.Of(end.Key)}"))}");

    private static IEnumerable<string> Table(ReplacementResult result)
    {
        var rows = result.Instances.Count <= MaxRows ? result.Instances : [.. result.Instances.Where(outcome => outcome.Error is not null).Take(MaxRows)];
        return rows.Count == 0 ? [] : TextTable.Lines(Header, [.. rows.GroupBy(outcome => outcome.Region).SelectMany(Rows)]).Prepend("");
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(IGrouping<string, InstanceOutcome> region) =>
        region.Select(IReadOnlyList<string> (outcome) => [$"  {outcome.InstanceId}", Words.Of(outcome.End), outcome.Former?.SnapshotId ?? ""]).Prepend([region.Key, "", ""]);

    private static IEnumerable<string> OutOfService(ReplacementResult result)
    {
        var down = result.Instances.Where(outcome => !outcome.InService).Select(outcome => outcome.InstanceId).ToList();
        var more = down.Count > MaxRows ? string.Create(CultureInfo.InvariantCulture, $" and {down.Count - MaxRows} more") : "";
        return down.Count == 0 ? [] : ["", $"Out of service: {string.Join(", ", down.Take(MaxRows))}{more}"];
    }

    private static IEnumerable<string> Remedies(ReplacementResult result) =>
        result.Instances.Where(outcome => outcome.Error is { Kind: not StepErrorKind.NotStarted }).Take(MaxRows).Select(outcome => outcome.Error!.Sentence());

    // Those that have been brought back miss what was on their disks; the others have it on purpose no more.
    private static IEnumerable<string> Restore(ReplacementResult result)
    {
        var restorable = result.Instances.Where(outcome => outcome.Restore.Count > 0).OrderBy(outcome => outcome.End != InstanceEnd.BackOnFormerImage).ToList();
        if (restorable.Count == 0)
        {
            yield break;
        }

        yield return "";
        yield return "What was on an old disk is had back so; IMAGE is the id that CreateImage prints, to be waited for until it is Available:";
        foreach (var line in restorable.Take(MaxRestored).SelectMany(outcome => outcome.Restore))
        {
            yield return $"  {line}";
        }

        if (restorable.Count > MaxRestored)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  and so for {restorable.Count - MaxRestored} more; --output json has the commands of each");
        }
    }
}
