namespace SharedImages.Workflows;

/// <summary>A channel that points to an image that must not be used.</summary>
/// <param name="Name">The image name that it is a channel of.</param>
/// <param name="Channel">The channel.</param>
/// <param name="From">The version that it points to.</param>
/// <param name="To">The newest version before it that is not recalled and is wherever the channel points to something; null = there is none.</param>
public sealed record RecalledChannel(string Name, string Channel, string From, string? To)
{
    /// <summary>The channel as rows and results name it.</summary>
    public override string ToString() => $"channel/{Name}/{Channel}";
}
