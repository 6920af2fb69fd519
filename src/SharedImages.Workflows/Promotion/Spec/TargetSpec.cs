namespace SharedImages.Workflows;

/// <summary>One region that gets the image.</summary>
/// <param name="Region">The region. Required.</param>
/// <param name="Encrypted">Whether the copy is encrypted. Default: true when a key is given, else false.</param>
/// <param name="KmsKeyId">Key of this region; null with <paramref name="Encrypted"/> = the region's service key.</param>
public sealed record TargetSpec(string Region, bool Encrypted, string? KmsKeyId);
