namespace SharedImages.Workflows;

/// <summary>A channel in a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="ImageId">The image that it is to point to; null = none.</param>
/// <param name="Holders">The images that it points to now: one at rest, none where it is new.</param>
public sealed record ChannelPlace(string Region, string? ImageId, IReadOnlyList<string> Holders);
