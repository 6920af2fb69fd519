namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IChannelActivities.RecordChannelAsync"/>, and payload of the signal <see cref="ChannelNames.Moved"/>.</summary>
/// <param name="Move">How the channel was moved.</param>
/// <param name="Regions">Ids of the images that it points to since, by region.</param>
public sealed record ChannelRecord(ChannelMove Move, IReadOnlyDictionary<string, string> Regions);
