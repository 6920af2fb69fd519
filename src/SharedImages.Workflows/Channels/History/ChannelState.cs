namespace SharedImages.Workflows;

/// <summary>Where a channel is.</summary>
/// <param name="Version">The version that it points to.</param>
/// <param name="Since">Since when.</param>
/// <param name="Regions">Ids of the images that it points to, by region.</param>
/// <param name="By">Identity of the client that had it moved there; null = not known.</param>
/// <param name="Reason">Why; null = not given.</param>
/// <param name="Before">The version before; null = there is none.</param>
public sealed record ChannelState(string Version, DateTimeOffset Since, IReadOnlyDictionary<string, string> Regions, string? By = null, string? Reason = null, string? Before = null);
