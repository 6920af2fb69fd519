using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a retirement ended, for people. Pure.</summary>
internal static class RetirementResultText
{
    private static readonly string[] Header = ["REGION", "IMAGE", "STATE", "TAKEN FROM"];

    public static IEnumerable<string> Lines(RetirementResult result) => RefusalText.Lines(result) ??
    [
        result.Summary,
        .. result.Images.Count == 0 ? [] : TextTable.Lines(Header, [.. result.Images.Select(Row)]).Prepend(""),
        .. result.Images.Where(image => image.KeptFor is not null).Select(image => $"{image.Region}/{image.ImageId} is kept: {image.KeptFor}"),
        .. result.Images.Where(image => image.Error is not null).Select(image => $"{image.Region}/{image.ImageId}: {image.Error!.SentenceWithin(image.Region)}"),
        .. result.Left.Select(left => $"not as before: {left.What} in {left.Region}{(left.Error is { } error ? $" ({error.SentenceWithin(left.Region)})" : "")}"),
    ];

    private static IReadOnlyList<string> Row(RetirementOutcome image) =>
        [image.Region, image.ImageId, image.State == ItemState.Skipped ? "kept" : Words.Of(image.State), string.Join(' ', image.TakenFrom)];
}
