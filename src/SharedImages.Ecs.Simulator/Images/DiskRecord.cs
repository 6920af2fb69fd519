namespace SharedImages.Ecs.Simulator;

/// <summary>A disk of an image: its size in GiB and the snapshot behind it.</summary>
internal sealed record DiskRecord(string Device, string Type, int Size, string SnapshotId, string? KMSKeyId);
