namespace SharedImages.Workflows;

/// <summary>An image in a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="ImageId">The image.</param>
public sealed record ImageRef(string Region, string ImageId);
