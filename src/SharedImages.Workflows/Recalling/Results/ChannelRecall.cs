namespace SharedImages.Workflows;

/// <summary>What became of a channel that pointed to an image that must not be used.</summary>
/// <param name="Name">The image name that it is a channel of.</param>
/// <param name="Channel">The channel.</param>
/// <param name="From">The version that it pointed to.</param>
/// <param name="To">The version that it points to now; null = it was taken away, and points to nothing.</param>
/// <param name="Why">Why it was taken away; null = it was moved, or would be.</param>
public sealed record ChannelRecall(string Name, string Channel, string From, string? To, string? Why);
