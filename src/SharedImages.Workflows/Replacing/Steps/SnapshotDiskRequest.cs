namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IReplacementActivities.SnapshotDiskAsync"/>.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="DiskId">Its system disk.</param>
/// <param name="RetentionDays">After so many days ECS deletes the snapshot (facts §2.14).</param>
/// <param name="ClientToken">The same in every attempt.</param>
public sealed record SnapshotDiskRequest(InstanceRequest Instance, string DiskId, int RetentionDays, string ClientToken);
