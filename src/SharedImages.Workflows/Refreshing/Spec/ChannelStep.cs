using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>A channel that follows the refresh.</summary>
/// <param name="Set">The channel, one of <see cref="Lineage.Channels"/>. Required.</param>
/// <param name="After">How long the channel before it in the list must have pointed to the version. Default none: at once.</param>
public sealed record ChannelStep(string Set, [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan After);
