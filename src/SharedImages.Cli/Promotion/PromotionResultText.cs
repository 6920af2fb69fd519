using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a promotion ended, for people. Pure.</summary>
internal static class PromotionResultText
{
    private static readonly string[] Header = ["REGION", "STATE", "IMAGE", "ENCRYPTED", "SHARED WITH", "NOTE"];

    public static IEnumerable<string> Lines(PromotionResult result) => RefusalText.Lines(result) ??
        [Headline(result), .. Source(result), .. Table(result), .. Checks(result), .. Remedies(result), .. result.Regions.SelectMany(region => region.Left).Select(Left), .. Launch(result), .. Undo(result)];

    /// <summary>The summary names every trouble at length; where there are rows, these follow one by one.</summary>
    private static string Headline(PromotionResult result) => result.Regions.Count == 0
        ? result.Summary
        : string.Create(CultureInfo.InvariantCulture, $"{result.Name} {result.Version}: {Words.Of(result.Outcome)}, {result.Regions.Count(region => region.State == ItemState.Done)} of {result.Regions.Count} regions done") + Skipped(result.Regions.Count(region => region.State == ItemState.Skipped));

    private static string Skipped(int count) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {count} skipped by decision");

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
            What(outcome),
            outcome.Generation > 0 ? $"copy begun anew {Words.Times(outcome.Generation)}" : "",
            outcome.ChecksMade > 0 ? Tally(outcome) : "",
            outcome.Tests is { } tests ? tests.Count > 0 ? $"test: {Words.Passed(tests)}" : "tested" : "",
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

    /// <summary>Which it was of what a run can do in a region.</summary>
    private static string What(RegionOutcome outcome) => outcome switch
    {
        { State: ItemState.Skipped } => "left out by decision",
        { ImageId: null } or { State: ItemState.Undone or ItemState.Canceled } => "",
        // What is put right on a copy that was just made belongs to making it.
        { Adopted: true } => "adopted, it was there" + (outcome.Checks.Any(check => check.Result == CheckResult.Repaired) ? ", repaired" : "")
            + (outcome.NewlySharedWith.Count == 0 ? "" : $", newly shared with {string.Join(' ', outcome.NewlySharedWith)}"),
        _ => "made",
    };

    private static string Tally(RegionOutcome outcome)
    {
        var amiss = outcome.Checks.Count(check => check.Result is CheckResult.Differs or CheckResult.Wrong);
        return string.Create(CultureInfo.InvariantCulture, $"{outcome.ChecksMade - amiss} of {outcome.ChecksMade} checks passed");
    }

    /// <summary>Only what is not as it was at once.</summary>
    private static IEnumerable<string> Checks(PromotionResult result) =>
        from region in result.Regions
        from check in region.Checks
        select check.Result == CheckResult.Repaired
            ? $"{region.Region}: {check.Name} repaired: was {(check.Found is { Length: > 0 } found ? found : "not set")}, is now {check.Actual}"
            : $"{region.Region}: {check.Name} {Words.Of(check.Result)}: should be {check.Expected}, is {check.Actual}";

    private static IEnumerable<string> Remedies(PromotionResult result) =>
        result.Regions.Prepend(result.Intake).Where(region => region is { Error: not null, State: not ItemState.Skipped }).Select(region => $"{region!.Region}: {region.Error!.SentenceWithin(region.Region)}");

    private static IEnumerable<string> Launch(PromotionResult result) => result.Launch is { } launch ? LaunchResultText.Lines(launch).Prepend("Launch:").Prepend("") : [];

    private static IEnumerable<string> Undo(PromotionResult result)
    {
        if (result.Undo is not { } undo)
        {
            return [];
        }

        return
        [
            .. (undo.RemovedInstances ?? []).Select(instance => $"removed: instance {instance.InstanceId} in {instance.Region}"),
            .. undo.RemovedImages.Select(image => $"removed: image {image.ImageId} in {image.Region}"),
            .. undo.RemovedSnapshots.Select(snapshot => $"removed: snapshot {snapshot.SnapshotId} in {snapshot.Region}"),
            .. undo.UnsharedImages.Select(image => $"unshared again: image {image.ImageId} in {image.Region}"),
            .. undo.Left.Select(Left),
            .. undo.Kept.Select(image => $"stays, an earlier run made it: image {image.ImageId} in {image.Region}"),
        ];
    }

    private static string Left(Leftover left) => $"left: {left.What} in {left.Region}{(left.Error is { } error ? $" ({error.SentenceWithin(left.Region)})" : "")}";
}
