namespace SharedImages.Ecs.Simulator;

/// <summary>A disk as a launch or a replacement will make it.</summary>
internal sealed record DiskPlan
{
    private const int MaxDataDisks = 16;

    /// <summary><c>system</c> or <c>data</c>.</summary>
    public required string Type { get; init; }

    public required string Device { get; init; }

    /// <summary>GiB.</summary>
    public required int Size { get; init; }

    public required string? KMSKeyId { get; init; }

    /// <summary>The image it is made from; empty = none.</summary>
    public required string ImageId { get; init; }

    /// <summary>The snapshot it is made from; empty = none.</summary>
    public required string SourceSnapshotId { get; init; }

    public string Category { get; init; } = DiskSizes.Categories[0];

    public bool DeleteWithInstance { get; init; } = true;

    public string Name { get; init; } = "";

    /// <summary>All disks of a launch: the system disk, those that the image brings, and those that the request adds.</summary>
    public static IReadOnlyList<DiskPlan> ForLaunch(Call call, ImageRecord image, ApiException encryptedMismatch)
    {
        var added = call.Parameters.Groups("DataDisk");
        if (added.Count > MaxDataDisks)
        {
            throw Errors.InvalidParameter("DataDisk");
        }

        var plans = image.Disks.Select(disk => OfImage(call, image, disk, PrefixOf(call, disk, added), encryptedMismatch)).ToList();
        var devices = image.Disks.Select(disk => disk.Device).ToList();
        foreach (var prefix in added.Where(prefix => !devices.Contains(call.Parameters.Optional($"{prefix}Device") ?? "", StringComparer.Ordinal)))
        {
            plans.Add(Added(call, prefix, image.Region));
        }

        return plans.Count <= MaxDataDisks + 1 ? WithDevices(plans) : throw Errors.InvalidParameter("DataDisk");
    }

    /// <summary>The new system disk of an instance. Its size must not be below the old one's.</summary>
    public static DiskPlan ForReplacement(Call call, ImageRecord image, DiskPlan old, ApiException encryptedMismatch) => old with
    {
        Size = DiskSizes.System(call.Parameters.Optional("SystemDisk.Size"), image.Disks[0].Size, old.Size),
        KMSKeyId = DiskEncryption.KeyFor(call, image.Region, prefix: "", image.Disks[0].KMSKeyId, image.Owner != call.Account, encryptedMismatch),
        ImageId = image.ImageId,
        SourceSnapshotId = SnapshotFor(call, image, image.Disks[0]),
    };

    public CloudDisk Make(Cloud cloud, InstanceRecord instance, TimeSpan? ready = null) => new()
    {
        DiskId = cloud.Ids.Next("d"),
        Owner = instance.Owner,
        Zone = instance.Zone,
        Plan = this,
        CreationTime = cloud.Now,
        InstanceId = instance.InstanceId,
        ReadyAt = cloud.Now + cloud.Clock.Scale(ready ?? cloud.Rules.InstancePending),
    };

    /// <summary>Disks for which the request names no device get the next free ones.</summary>
    private static List<DiskPlan> WithDevices(List<DiskPlan> plans)
    {
        var free = new Queue<string>(Enumerable.Range('b', 25).Select(letter => $"/dev/xvd{(char)letter}").Except(plans.Select(plan => plan.Device), StringComparer.Ordinal));
        return [.. plans.Select(plan => plan.Device.Length > 0 ? plan : plan with { Device = free.Dequeue() })];
    }

    /// <summary>A shared image hides its snapshots.</summary>
    private static string SnapshotFor(Call call, ImageRecord image, DiskRecord disk) => image.Owner == call.Account ? disk.SnapshotId : "";

    private static string PrefixOf(Call call, DiskRecord disk, IReadOnlyList<string> added) => disk.Type == "system"
        ? "SystemDisk."
        : added.FirstOrDefault(prefix => call.Parameters.Optional($"{prefix}Device") == disk.Device) ?? "";

    private static DiskPlan OfImage(Call call, ImageRecord image, DiskRecord disk, string prefix, ApiException encryptedMismatch)
    {
        var isSystem = disk.Type == "system";
        var size = prefix.Length > 0 ? call.Parameters.Optional($"{prefix}Size") : null;
        return Named(call, prefix, new DiskPlan
        {
            Type = disk.Type,
            Device = disk.Device,
            Size = isSystem ? DiskSizes.System(size, disk.Size, least: 0) : DiskSizes.Data(size, disk.Size, $"{prefix}Size"),
            KMSKeyId = prefix.Length > 0
                ? DiskEncryption.KeyFor(call, image.Region, prefix, disk.KMSKeyId, image.Owner != call.Account, encryptedMismatch)
                : DiskEncryption.KeyOfUnnamed(call, image.Region, disk.KMSKeyId, image.Owner != call.Account, encryptedMismatch),
            ImageId = image.ImageId,
            SourceSnapshotId = SnapshotFor(call, image, disk),
        });
    }

    private static DiskPlan Added(Call call, string prefix, string region)
    {
        var snapshot = call.Parameters.Optional($"{prefix}SnapshotId") is { } id ? call.AccomplishedSnapshot(region, id) : null;
        return Named(call, prefix, new DiskPlan
        {
            Type = "data",
            Device = call.Parameters.Optional($"{prefix}Device") ?? "",
            Size = DiskSizes.Data(snapshot is null ? call.Parameters.Required($"{prefix}Size") : call.Parameters.Optional($"{prefix}Size"), snapshot?.Size ?? DiskSizes.Min, $"{prefix}Size"),
            KMSKeyId = DiskEncryption.KeyFor(call, region, prefix, snapshot?.KMSKeyId, isShared: false, new ApiException(400, "InvalidEncrypted.NotMatchSnapshot", "A disk that is made from an encrypted snapshot is encrypted.")),
            ImageId = "",
            SourceSnapshotId = snapshot?.SnapshotId ?? "",
        });
    }

    private static DiskPlan Named(Call call, string prefix, DiskPlan plan)
    {
        if (prefix.Length == 0)
        {
            return plan;
        }

        var category = call.Parameters.Optional($"{prefix}Category") ?? plan.Category;
        return DiskSizes.Categories.Contains(category, StringComparer.Ordinal)
            ? plan with
            {
                Category = category,
                DeleteWithInstance = plan.Type == "system" || (call.Parameters.Bool($"{prefix}DeleteWithInstance") ?? true),
                Name = call.Parameters.Optional($"{prefix}DiskName") ?? "",
            }
            : throw new ApiException(403, "InvalidDiskCategory.NotSupported", "The specified disk category is not supported.");
    }
}
