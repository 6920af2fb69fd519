namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IReplacementActivities.MakeFormerDiskImageAsync"/>.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="SnapshotId">Snapshot of its old disk.</param>
/// <param name="Name">Name of the image.</param>
/// <param name="ClientToken">The same in every attempt.</param>
public sealed record FormerDiskImageRequest(InstanceRequest Instance, string SnapshotId, string Name, string ClientToken);
