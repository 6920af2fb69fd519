namespace SharedImages.Workflows;

/// <summary>An image of the version.</summary>
/// <param name="Region">Its region.</param>
/// <param name="ImageId">Its id.</param>
/// <param name="SharedWith">Whom it is shared with.</param>
/// <param name="KeptFor">What keeps it; null = nothing that we can see.</param>
public sealed record RetiredImage(string Region, string ImageId, IReadOnlyList<string> SharedWith, string? KeptFor);
