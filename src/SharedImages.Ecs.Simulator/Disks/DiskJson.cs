using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>A disk as DescribeDisks shows it (facts §2.14).</summary>
internal static class DiskJson
{
    private const string Never = "2999-09-08T16:00Z";

    public static JsonObject Write(CloudDisk disk, Call call)
    {
        var (plan, locks) = (disk.Plan, Locks(disk, call));
        return new JsonObject
        {
            ["DiskId"] = disk.DiskId,
            ["DiskName"] = plan.Name,
            ["Description"] = "",
            ["RegionId"] = disk.Region,
            ["ZoneId"] = disk.Zone.Id,
            ["Type"] = plan.Type,
            ["Status"] = disk.StatusAt(call.Now),
            ["Category"] = plan.Category,
            ["Size"] = plan.Size,
            ["Device"] = disk.InstanceId is null ? "" : plan.Device,
            ["ImageId"] = plan.ImageId,
            ["InstanceId"] = disk.InstanceId ?? "",
            ["SourceSnapshotId"] = plan.SourceSnapshotId,
            ["Encrypted"] = plan.KMSKeyId is not null,
            ["KMSKeyId"] = plan.KMSKeyId ?? "",
            ["DeleteWithInstance"] = plan.DeleteWithInstance,
            ["DeleteAutoSnapshot"] = true,
            ["Portable"] = plan.Type == "data",
            ["DiskChargeType"] = "PostPaid",
            ["CreationTime"] = WireText.Time(disk.CreationTime),
            ["AttachedTime"] = disk.InstanceId is null ? "" : WireText.Time(disk.CreationTime),
            ["ExpiredTime"] = Never,
            ["ResourceGroupId"] = "",
            ["Attachments"] = new JsonObject { ["Attachment"] = new JsonArray([.. Attachments(disk)]) },
            ["OperationLocks"] = new JsonObject { ["OperationLock"] = new JsonArray([.. locks.Select(reason => new JsonObject { ["LockReason"] = reason })]) },
            ["Tags"] = TagJson.Write(disk.Tags),
        };
    }

    private static IEnumerable<JsonObject> Attachments(CloudDisk disk) => disk.InstanceId is not { } instanceId
        ? []
        : [new JsonObject { ["InstanceId"] = instanceId, ["Device"] = disk.Plan.Device, ["AttachedTime"] = WireText.Time(disk.CreationTime) }];

    private static IReadOnlyList<string> Locks(CloudDisk disk, Call call) =>
        disk.InstanceId is { } id && call.Cloud.Fleet.Instances.Find(id) is { IsLockedForSecurity: true } ? ["security"] : [];
}
