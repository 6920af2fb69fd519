namespace SharedImages.Workflows;

/// <summary>What is to be done about a channel that follows a refresh.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="IsThere">Whether it points to the version already.</param>
/// <param name="Why">Why it is not to follow now; null = it is.</param>
internal sealed record ChannelWish(string Channel, bool IsThere, string? Why);
