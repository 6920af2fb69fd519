using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How the move of a channel ended, for people. Pure.</summary>
internal static class ChannelResultText
{
    private static readonly string[] Header = ["REGION", "IMAGE", "STATE", "BEFORE"];

    public static IEnumerable<string> Lines(ChannelResult result) => RefusalText.Lines(result) ??
    [
        result.Summary,
        .. result.Regions.Count == 0 ? [] : TextTable.Lines(Header, [.. result.Regions.Select(Row)]).Prepend(""),
        .. result.Regions.Where(region => region.Error is not null).Select(region => $"{region.Region}: {region.Error!.SentenceWithin(region.Region)}"),
        .. result.Notes,
    ];

    private static IReadOnlyList<string> Row(ChannelOutcome region) =>
        [region.Region, region.ImageId ?? "(none)", Words.Of(region.State), string.Join(' ', region.Before.Where(before => before != region.ImageId))];
}
