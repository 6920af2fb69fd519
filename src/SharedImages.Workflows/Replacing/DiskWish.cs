namespace SharedImages.Workflows;

/// <summary>What the new system disks of a selection's instances are made of.</summary>
/// <param name="Region">Their region.</param>
/// <param name="ImageId">The image.</param>
/// <param name="Encrypted">Whether the disks are encrypted.</param>
/// <param name="KmsKeyId">Key of the region; null with <paramref name="Encrypted"/> = the service key.</param>
public sealed record DiskWish(string Region, string ImageId, bool Encrypted, string? KmsKeyId);
