using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a replacement ended, for people. Pure.</summary>
internal static class ReplacementResultText
{
    /// <summary>Of more instances only those are shown that are not as asked; the JSON has all.</summary>
    private const int MaxRows = 40;

    private static readonly string[] Header = ["INSTANCE", "REGION", "END", "IMAGE", "OLD DISK IN", "NOTE"];

    public static IEnumerable<string> Lines(ReplacementResult result)
    {
        if (result.Errors.Count > 0)
        {
            return result.Errors.Select(error => error.ToString()).Prepend("The spec is not valid:");
        }

        if (result.Refusals.Count > 0)
        {
            return result.Refusals.Select(refusal => $"  {refusal.Rule}: {refusal.Message}").Prepend($"{result.Name} {result.Version} was refused before any write:");
        }

        return [Headline(result), .. result.Notices.Select(notice => $"note: {notice}"), .. Table(result), .. Remedies(result), .. Restore(result)];
    }

    private static string Headline(ReplacementResult result) => result.Instances.Count == 0
        ? result.Summary
        : string.Create(CultureInfo.InvariantCulture, $"{result.Name} {result.Version}: {Words.Of(result.Outcome)}, {string.Join(", ", result.Ends.Select(end => $"{end.Value} {Words.Of(end.Key)}"))}");

    private static IEnumerable<string> Table(ReplacementResult result)
    {
        var rows = result.Instances.Count <= MaxRows ? result.Instances : [.. result.Instances.Where(outcome => outcome.Error is not null).Take(MaxRows)];
        return rows.Count == 0 ? [] : TextTable.Lines(Header, [.. rows.Select(Row)]).Prepend("");
    }

    private static IReadOnlyList<string> Row(InstanceOutcome outcome) =>
    [
        outcome.InstanceId,
        outcome.Region,
        Words.Of(outcome.End),
        outcome.ImageId,
        outcome.Former?.SnapshotId ?? "",
        outcome.InService ? "" : "out of service",
    ];

    private static IEnumerable<string> Remedies(ReplacementResult result) =>
        result.Instances.Where(outcome => outcome.Error is { Kind: not StepErrorKind.NotStarted }).Take(MaxRows).Select(outcome => outcome.Error!.Sentence());

    private static IEnumerable<string> Restore(ReplacementResult result) =>
        result.Restore.Count == 0 ? [] : result.Restore.Select(line => $"  {line}").Prepend("What was on an old disk is had back so, with its snapshot and instance:");
}
