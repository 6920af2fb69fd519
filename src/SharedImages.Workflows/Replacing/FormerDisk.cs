namespace SharedImages.Workflows;

/// <summary>What an instance had before.</summary>
/// <param name="ImageId">The image of its old disk.</param>
/// <param name="DiskId">The old disk.</param>
/// <param name="Size">Its size, GiB.</param>
/// <param name="Encrypted">Whether it was encrypted.</param>
/// <param name="KmsKeyId">Its key; null = none.</param>
/// <param name="WasRunning">Whether the instance was Running.</param>
/// <param name="SnapshotId">Snapshot of the old disk; null = none.</param>
public sealed record FormerDisk(string ImageId, string DiskId, int Size, bool Encrypted, string? KmsKeyId, bool WasRunning, string? SnapshotId = null);
