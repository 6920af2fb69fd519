namespace SharedImages.Ecs.Simulator;

/// <summary>A disk in the simulator at one moment.</summary>
/// <param name="DiskId">Its id.</param>
/// <param name="Account">Owner's UID.</param>
/// <param name="Region">Its region.</param>
/// <param name="Type"><c>system</c> or <c>data</c>.</param>
/// <param name="Status">For example <c>In_use</c>.</param>
/// <param name="Size">GiB.</param>
/// <param name="KMSKeyId">Its key; null when plain.</param>
/// <param name="InstanceId">The instance it is attached to; null when it is not.</param>
/// <param name="SourceSnapshotId">The snapshot it was made from; empty for none.</param>
public sealed record SimulatedDisk(string DiskId, string Account, string Region, string Type, string Status, int Size, string? KMSKeyId, string? InstanceId, string SourceSnapshotId)
{
    internal static SimulatedDisk Of(CloudDisk disk, Cloud cloud) =>
        new(disk.DiskId, disk.Owner, disk.Region, disk.Plan.Type, disk.StatusAt(cloud.Now), disk.Plan.Size, disk.Plan.KMSKeyId, disk.InstanceId, disk.Plan.SourceSnapshotId);
}
