namespace SharedImages.Workflows;

/// <summary>A snapshot in a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="SnapshotId">The snapshot.</param>
public sealed record SnapshotRef(string Region, string SnapshotId);
