namespace SharedImages.Workflows;

/// <summary>Snapshots in a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="SnapshotIds">The snapshots.</param>
public sealed record SnapshotsRef(string Region, IReadOnlyList<string> SnapshotIds);
