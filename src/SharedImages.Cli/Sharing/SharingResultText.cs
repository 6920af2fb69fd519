using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a sharing ended, for people. Pure.</summary>
internal static class SharingResultText
{
    // Who was added and removed stands below, so that a line fits a terminal of 80 columns.
    private static readonly string[] Header = ["REGION", "IMAGE", "STATE", "SHARED WITH"];

    public static IEnumerable<string> Lines(SharingResult result) => RefusalText.Lines(result) ??
    [
        result.Images.Count == 0 ? result.Summary : Headline(result),
        .. result.Images.Count == 0 ? [] : TextTable.Lines(Header, [.. result.Images.Select(Row)]).Prepend(""),
        .. Changes(result.Images, "added to", image => image.Added),
        .. Changes(result.Images, "removed from", image => image.Removed),
        .. result.Images.Where(image => image is { Error: not null, State: ItemState.Failed }).Select(image => $"{What(image)}: {image.Error!.SentenceWithin(What(image))}"),
        .. result.Left.Select(left => $"not as before: {left.What} in {left.Region}{(left.Error is { } error ? $" ({error.SentenceWithin(left.Region)})" : "")}"),
    ];

    private static string Headline(SharingResult result)
    {
        var skipped = result.Images.Count(image => image.State == ItemState.Skipped);
        return string.Create(CultureInfo.InvariantCulture, $"{result.Name} {result.Version}: {Words.Of(result.Outcome)}, {result.Images.Count(image => image.State == ItemState.Done)} of {result.Images.Count} images done")
            + (skipped == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {skipped} skipped by decision"));
    }

    private static IReadOnlyList<string> Row(SharesOutcome image) =>
        [image.Region, image.ImageId, Words.Of(image.State), string.Join(' ', image.SharedWith)];

    private static IEnumerable<string> Changes(IReadOnlyList<SharesOutcome> images, string did, Func<SharesOutcome, IReadOnlyList<string>> accounts) => images
        .SelectMany(accounts)
        .CountBy(account => account)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {did} {pair.Value} of {images.Count} images"));

    private static string What(SharesOutcome image) => $"{image.Region}/{image.ImageId}";
}
