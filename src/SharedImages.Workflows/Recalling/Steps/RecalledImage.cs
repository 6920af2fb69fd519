namespace SharedImages.Workflows;

/// <summary>An image of ours that must not be used.</summary>
/// <param name="Region">Its region.</param>
/// <param name="ImageId">Its id.</param>
/// <param name="Promotion">The promotion that made it, as <c>NAME/VERSION</c>.</param>
/// <param name="SharedWith">Whom it is shared with.</param>
/// <param name="Channels">The channels that point to it.</param>
/// <param name="IsMarked">Whether it is marked as recalled.</param>
public sealed record RecalledImage(string Region, string ImageId, string Promotion, IReadOnlyList<string> SharedWith, IReadOnlyList<string> Channels, bool IsMarked);
