using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>ReInitDisk (facts §2.13): back to the image or snapshot that the disk was made from, if that is still there for the caller.</summary>
internal sealed class ReInitDisk : IOperation
{
    public string Action => "ReInitDisk";

    public JsonObject Run(Call call)
    {
        var cloud = call.Cloud;
        var disk = call.OwnDisk();
        if (disk.StatusAt(call.Now) != DiskStatus.InUse)
        {
            throw Errors.IncorrectDiskStatus();
        }

        var instance = call.OwnInstance(disk.InstanceId!);
        instance.CheckStatus(call.Now, InstanceStatus.Stopped);
        instance.CheckNotLocked();
        cloud.CheckNoSnapshotOf(disk);
        CheckSource(call, disk);
        disk.ReInitUntil = call.Now + cloud.Clock.Scale(cloud.Rules.DiskReInit);
        return [];
    }

    private static void CheckSource(Call call, CloudDisk disk)
    {
        var (plan, cloud) = (disk.Plan, call.Cloud);
        if (plan.ImageId.Length > 0 && cloud.Images.Find(plan.ImageId)?.IsVisibleTo(call.Account, call.Now) != true)
        {
            throw new ApiException(404, "InvalidDiskId.OperationNotSupported", "The operation is not supported on this disk: image not exist.");
        }

        if (plan.ImageId.Length == 0 && plan.SourceSnapshotId.Length > 0 && cloud.Snapshots.Find(plan.SourceSnapshotId) is null)
        {
            throw new ApiException(403, "InvalidSourceSnapshot", "The snapshot that the disk was made from does not exist any more.");
        }
    }
}
