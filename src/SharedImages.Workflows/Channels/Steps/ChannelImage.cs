namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IChannelActivities.PointChannelAsync"/> and <see cref="IChannelActivities.ReleaseChannelAsync"/>; the channel is that of the operation.</summary>
/// <param name="Region">The image's region.</param>
/// <param name="ImageId">The image.</param>
/// <param name="Account">UID that the operation began with.</param>
public sealed record ChannelImage(string Region, string ImageId, string Account)
{
    /// <summary>The image as messages name it.</summary>
    public override string ToString() => $"{Region}: {ImageId}";
}
