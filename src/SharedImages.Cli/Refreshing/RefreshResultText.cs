using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a refresh ended, for people. Pure.</summary>
internal static class RefreshResultText
{
    private static readonly string[] Header = ["REGION", "FOUND", "NOW", "IMAGE"];

    public static IEnumerable<string> Lines(RefreshResult result) => RefusalText.Lines(result) ??
    [
        result.Summary,
        .. result.Source is { } source ? [$"Source: {source.ImageId} ({source.Name}) in {source.Region}, owner {source.OwnerId}"] : (string[])[],
        .. result.Regions.Count == 0 ? [] : TextTable.Lines(Header, [.. result.Regions.Select(region => Row(region, result.Plan))]).Prepend(""),
        .. result.Regions.SelectMany(Notes),
        .. result.Foreign.Select(image => $"{image.Region}: {image.ImageId} is not ours to keep: {image.Why}"),
        .. result.ForeignCount > result.Foreign.Count ? [$"and {result.ForeignCount - result.Foreign.Count} more such images"] : (string[])[],
        .. result.Channels.Select(channel => channel switch
        {
            { State: ItemState.Done, Operation: { } id } => $"{channel.Channel} points to {result.Version} now ({id})",
            { State: ItemState.Done } => $"{channel.Channel} points to {result.Version}",
            { State: ItemState.Failed } => $"{channel.Channel} was not moved: {channel.Why}",
            _ when result.Plan && channel.Why is null => $"{channel.Channel} would follow",
            _ => $"{channel.Channel} does not follow: {channel.Why}",
        }),
        .. result.Surplus.Select(version => version switch
        {
            { Retirement: { } id } => $"{version.Version} is more than is kept: {id} retires it",
            { KeptFor: { } why } => $"{version.Version} is more than is kept, but stays: {why}",
            _ => $"{version.Version} is more than is kept: it would be retired",
        }),
        .. result.Promotion is { } promotion ? [$"Promotion: {promotion}{(result.Joined ? ", which somebody else had started" : "")}"] : (string[])[],
    ];

    private static IReadOnlyList<string> Row(RegionRefresh region, bool isPlan) =>
        [region.Region, Words.Of(region.Found), isPlan ? "" : region.State == ItemState.Pending ? "as found" : Words.Of(region.State), region.ImageId ?? ""];

    private static IEnumerable<string> Notes(RegionRefresh region) =>
    [
        .. region.Repaired.Select(drift => $"{region.Region}: repaired: {drift}"),
        .. region.Drift.Select(drift => $"{region.Region}: {drift}{(drift.CanBeRepaired ? "" : " (only another version changes that)")}"),
        .. region.Error is { } error ? [$"{region.Region}: {error.SentenceWithin(region.Region)}"] : (string[])[],
    ];
}
