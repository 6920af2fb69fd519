namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IChannelActivities.RestoreChannelAsync"/>; the channel is that of the operation.</summary>
/// <param name="Region">The region.</param>
/// <param name="Account">UID that the operation began with.</param>
/// <param name="Holders">The images that the channel is to point to again.</param>
/// <param name="ImageId">The image that it is not to point to any more; null = there is none.</param>
public sealed record RestoreChannelRequest(string Region, string Account, IReadOnlyList<string> Holders, string? ImageId);
