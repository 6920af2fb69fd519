using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>CreateSnapshot (facts §2.14): of one disk, in whatever region it is; the id at once, the snapshot by itself.</summary>
internal sealed class CreateSnapshot : IOperation
{
    private const int MaxPerDisk = 256;
    private const int MaxRetentionDays = 65536;

    public string Action => "CreateSnapshot";

    public bool TakesClientToken => true;

    public JsonObject Run(Call call)
    {
        var (cloud, parameters) = (call.Cloud, call.Parameters);
        var disk = call.OwnDisk();
        var name = parameters.Optional("SnapshotName") ?? "";
        CheckName(name);
        var description = parameters.Optional("Description");
        _ = description is null ? null : ImageTexts.CheckDescription(description);
        var retention = parameters.Optional("RetentionDays") is null ? (int?)null : parameters.Int("RetentionDays", fallback: 1, MaxRetentionDays);
        var tags = parameters.Tags();
        CheckDisk(call, disk);

        var job = new CreationJob(sourceImageId: null, cloud.Clock.Scale(cloud.Rules.Spread(cloud.Rules.SnapshotCreation, $"snapshot/{disk.DiskId}")), failAt: null, stallAt: null);
        var snapshot = new SnapshotRecord
        {
            SnapshotId = cloud.Ids.Next("s"),
            Owner = disk.Owner,
            Region = disk.Region,
            Name = name,
            Description = description ?? "",
            DiskType = disk.Plan.Type,
            Size = disk.Plan.Size,
            KMSKeyId = disk.Plan.KMSKeyId,
            CreationTime = call.Now,
            SourceDiskId = disk.DiskId,
            RetentionDays = retention,
            Traits = disk.IsSystem && disk.InstanceId is { } id ? cloud.Fleet.Instances.Find(id)!.ImageAt(call.Now).Traits : null,
            Job = job,
        };
        snapshot.Tags.Set(tags);
        cloud.Snapshots.Add(snapshot);
        cloud.Creations.Add(job, call.Now);
        return new JsonObject { ["SnapshotId"] = snapshot.SnapshotId };
    }

    private static void CheckName(string name)
    {
        if (name.Length is 1 or > 128 || name.StartsWith("auto", StringComparison.Ordinal))
        {
            throw Errors.InvalidParameter("SnapshotName");
        }
    }

    private static void CheckDisk(Call call, CloudDisk disk)
    {
        if (disk.StatusAt(call.Now) is not (DiskStatus.InUse or DiskStatus.Available))
        {
            throw Errors.IncorrectDiskStatus();
        }

        if (disk.InstanceId is { } id)
        {
            var instance = call.OwnInstance(id);
            instance.CheckStatus(call.Now, InstanceStatus.Running, InstanceStatus.Stopped);
            instance.CheckNotLocked();
            if (instance.StartTimeAt(call.Now) is null)
            {
                throw Errors.IncorrectInstanceStatus();
            }
        }

        call.Cloud.CheckNoSnapshotOf(disk);
        if (call.Cloud.SnapshotsOf(disk).Count >= MaxPerDisk)
        {
            throw new ApiException(403, "QuotaExceed.Snapshot", $"The number of snapshots of the disk exceeds the limit ({MaxPerDisk}).");
        }
    }
}
