namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IReplacementActivities.ReplaceDiskAsync"/>.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="OldDiskId">The disk that is to go: when the instance has another, it has been replaced.</param>
/// <param name="Disk">The new disk.</param>
/// <param name="Size">Its size, GiB.</param>
/// <param name="ClientToken">The same in every attempt.</param>
public sealed record ReplaceDiskRequest(InstanceRequest Instance, string OldDiskId, DiskWish Disk, int Size, string ClientToken);
