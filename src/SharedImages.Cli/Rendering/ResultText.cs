using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a promotion ended, for people. Pure.</summary>
internal static class ResultText
{
    private static readonly string[] Header = ["REGION", "STATE", "IMAGE", "ENCRYPTED", "SHARED WITH", "NOTE"];

    public static IEnumerable<string> Lines(PromotionResult result) => Raw(result).Select(Printable.Of);

    private static IEnumerable<string> Raw(PromotionResult result)
    {
        if (result.Errors.Count > 0)
        {
            return result.Errors.Select(error => error.ToString()).Prepend("The spec is not valid:");
        }

        if (result.Refusals.Count > 0)
        {
            return result.Refusals.Select(refusal => $"  {refusal.Rule}: {refusal.Message}").Prepend($"{result.Name} {result.Version} was refused before any write:");
        }

        return [Headline(result), .. Source(result), .. Table(result), .. Checks(result), .. Remedies(result), .. Undo(result)];
    }

    /// <summary>The summary names every trouble at length; where there are rows, these follow one by one.</summary>
    private static string Headline(PromotionResult result) => result.Regions.Count == 0
        ? result.Summary
        : string.Create(CultureInfo.InvariantCulture, $"{result.Name} {result.Version}: {Words.Of(result.Outcome)}, {result.Regions.Count(region => region.State == RegionState.Done)} of {result.Regions.Count} regions done");

    private static IEnumerable<string> Source(PromotionResult result)
    {
        if (result.Source is { } source)
        {
            yield return $"Source: {source.ImageId} ({source.Name}) in {source.Region}, owner {source.OwnerId}{(source.Encrypted ? ", encrypted" : "")}";
        }
    }

    private static IEnumerable<string> Table(PromotionResult result)
    {
        var rows = result.Regions.Select(region => Row(region, "")).ToList();
        if (result.Intake is { } intake)
        {
            rows.Insert(0, Row(intake, "intake"));
        }

        return rows.Count == 0 ? [] : TextTable.Lines(Header, rows).Prepend("");
    }

    private static IReadOnlyList<string> Row(RegionOutcome outcome, string role)
    {
        var notes = new[]
        {
            role,
            outcome.Adopted ? "adopted" : "",
            outcome.Generation > 0 ? $"copy begun anew {Words.Times(outcome.Generation)}" : "",
            outcome.Checks.Count > 0 ? Tally(outcome.Checks) : "",
        };
        return
        [
            outcome.Region,
            Words.Of(outcome.State),
            outcome.ImageId ?? "",
            outcome.KmsKeyId ?? (outcome.Encrypted ? "service key" : ""),
            string.Join(' ', outcome.SharedWith),
            string.Join(", ", notes.Where(note => note.Length > 0)),
        ];
    }

    private static string Tally(IReadOnlyList<ImageCheck> checks)
    {
        var well = checks.Count(check => check.Result is CheckResult.Ok or CheckResult.Repaired);
        return string.Create(CultureInfo.InvariantCulture, $"{well} of {checks.Count} checks passed");
    }

    /// <summary>Only what is not as it was at once.</summary>
    private static IEnumerable<string> Checks(PromotionResult result) =>
        from region in result.Regions
        from check in region.Checks
        where check.Result != CheckResult.Ok
        select check.Result == CheckResult.Repaired
            ? $"{region.Region}: {check.Name} repaired: was {(check.Found is { Length: > 0 } found ? found : "not set")}, is now {check.Actual}"
            : $"{region.Region}: {check.Name} {Words.Of(check.Result)}: should be {check.Expected}, is {check.Actual}";

    private static IEnumerable<string> Remedies(PromotionResult result) =>
        result.Regions.Prepend(result.Intake).Where(region => region?.Error is not null).Select(region => $"{region!.Region}: {region.Error!.SentenceWithin(region.Region)}");

    private static IEnumerable<string> Undo(PromotionResult result)
    {
        if (result.Undo is not { } undo)
        {
            return [];
        }

        return
        [
            .. undo.RemovedImages.Select(image => $"removed: image {image.ImageId} in {image.Region}"),
            .. undo.RemovedSnapshots.Select(snapshot => $"removed: snapshot {snapshot.SnapshotId} in {snapshot.Region}"),
            .. undo.UnsharedImages.Select(image => $"unshared again: image {image.ImageId} in {image.Region}"),
            .. undo.Left.Select(left => $"left: {left.What} in {left.Region}{(left.Error is { } error ? $" ({error.SentenceWithin(left.Region)})" : "")}"),
        ];
    }
}
