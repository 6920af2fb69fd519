namespace SharedImages.Workflows;

/// <summary>Where a channel stands, as its history knows.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Version">The version that it points to.</param>
/// <param name="Since">Since when.</param>
/// <param name="Before">The version before; null = none.</param>
public sealed record ChannelStanding(string Channel, string Version, DateTimeOffset Since, string? Before);
