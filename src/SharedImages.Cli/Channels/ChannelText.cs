using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Where channels are and how they got there, for people. Pure.</summary>
internal static class ChannelText
{
    private static readonly string[] PlacesHeader = ["CHANNEL", "VERSION", "REGION", "IMAGE"];

    private static readonly string[] MovesHeader = ["AT", "CHANNEL", "VERSION", "BEFORE", "BY", "REASON"];

    /// <summary>Where they are.</summary>
    public static IEnumerable<string> Lines(ImageChannels image) =>
    [
        .. image.Channels.Select(channel => $"{image.Name} {channel.Key}: {channel.Value.Version} since {Words.Of(channel.Value.Since)}"
            + (channel.Value.By is { Length: > 0 } by ? $", by {by}" : "")
            + (channel.Value.Before is { } before ? $"; before, {before}" : "")
            + (channel.Value.Reason is { } reason ? $" ({reason})" : "")),
        "",
        .. TextTable.Lines(
            PlacesHeader,
            [.. image.Channels.SelectMany(channel => channel.Value.Regions.Select(IReadOnlyList<string> (place) => [channel.Key, channel.Value.Version, place.Key, place.Value]))]),
    ];

    /// <summary>How they got there, the newest first.</summary>
    public static IEnumerable<string> Lines(ChannelMoves moves) => TextTable.Lines(
        MovesHeader,
        [.. moves.Moves.Reverse().Select(IReadOnlyList<string> (move) => [Words.Of(move.At), move.Channel, move.Version, string.Join(' ', move.From), move.By ?? "", move.Reason ?? ""])]);

    /// <summary>The version that a channel pointed to before.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static string Before(ImageChannels image, string channel) => image.Channels.GetValueOrDefault(channel) switch
    {
        null => throw new CommandException(ExitCode.InvalidInput, $"{image.Name} has no {channel} yet, so there is nothing to go back to; set it: {ChannelRequest.Command(image.Name, channel, "VERSION")}"),
        { Before: null, Version: var only } => throw new CommandException(
            ExitCode.InvalidInput, $"{image.Name} {channel} has pointed to {only} alone, so there is nothing to go back to; set another version: {ChannelRequest.Command(image.Name, channel, "VERSION")}"),
        { Before: var before } => before,
    };
}
