using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a sharing ended, for people. Pure.</summary>
internal static class SharingResultText
{
    private static readonly string[] Header = ["REGION", "IMAGE", "STATE", "ADDED", "REMOVED", "SHARED WITH"];

    public static IEnumerable<string> Lines(SharingResult result) => RefusalText.Lines(result) ??
    [
        result.Images.Count == 0 ? result.Summary : Headline(result),
        .. result.Images.Count == 0 ? [] : TextTable.Lines(Header, [.. result.Images.Select(Row)]).Prepend(""),
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
        [image.Region, image.ImageId, Words.Of(image.State), string.Join(' ', image.Added), string.Join(' ', image.Removed), string.Join(' ', image.SharedWith)];

    private static string What(SharesOutcome image) => $"{image.Region}/{image.ImageId}";
}
