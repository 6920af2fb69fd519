namespace SharedImages.Ecs.Simulator;

/// <summary>Looks at the cloud's resources for the ledger.</summary>
internal static class LedgerView
{
    /// <summary>Ids of all resources of a kind.</summary>
    public static IEnumerable<string> Ids(Cloud cloud, LedgerKind kind) => kind switch
    {
        LedgerKind.Image => cloud.Images.All.Select(image => image.ImageId),
        LedgerKind.Snapshot => cloud.Snapshots.All.Select(snapshot => snapshot.SnapshotId),
        LedgerKind.Instance => cloud.Fleet.Instances.All.Select(instance => instance.InstanceId),
        _ => cloud.Fleet.Disks.All.Select(disk => disk.DiskId),
    };

    /// <summary>A resource as it is; null = it is not there.</summary>
    public static LedgerResource? Find(Cloud cloud, LedgerKind kind, string id) => kind switch
    {
        LedgerKind.Image => cloud.Images.Find(id) is { } image ? Of(image) : null,
        LedgerKind.Snapshot => cloud.Snapshots.Find(id) is { } snapshot ? Of(snapshot) : null,
        LedgerKind.Instance => cloud.Fleet.Instances.Find(id) is { } instance ? Of(instance, cloud.Now) : null,
        _ => cloud.Fleet.Disks.Find(id) is { } disk ? Of(disk, cloud.Now) : null,
    };

    /// <summary>When time alone will change it next; null = never, or it says so itself.</summary>
    public static DateTimeOffset? NextChange(Cloud cloud, LedgerKind kind, string id) => kind switch
    {
        LedgerKind.Instance => cloud.Fleet.Instances.Find(id)?.NextChangeAfter(cloud.Now),
        LedgerKind.Disk => cloud.Fleet.Disks.Find(id)?.NextChangeAfter(cloud.Now),
        _ => null,
    };

    private static LedgerResource Of(ImageRecord image) => new()
    {
        Kind = LedgerKind.Image,
        ResourceId = image.ImageId,
        Owner = image.Owner,
        Region = image.Region,
        Attributes = Attributes(
            ("status", image.Status),
            ("name", image.Name),
            ("description", image.Description),
            ("family", image.Family),
            ("bootMode", image.BootMode),
            ("licenseType", image.LicenseType),
            ("nvmeSupport", image.NvmeSupport),
            ("imdsSupport", image.ImdsSupport)),
        Tags = Copy(image.Tags),
        SharedWith = [.. image.Shares.Keys],
    };

    private static LedgerResource Of(SnapshotRecord snapshot) => new()
    {
        Kind = LedgerKind.Snapshot,
        ResourceId = snapshot.SnapshotId,
        Owner = snapshot.Owner,
        Region = snapshot.Region,
        Attributes = Attributes(("status", snapshot.Status)),
        Tags = Copy(snapshot.Tags),
    };

    private static LedgerResource Of(InstanceRecord instance, DateTimeOffset now) => new()
    {
        Kind = LedgerKind.Instance,
        ResourceId = instance.InstanceId,
        Owner = instance.Owner,
        Region = instance.Region,
        Attributes = Attributes(
            ("status", instance.StatusAt(now)),
            ("image", instance.ImageAt(now).ImageId),
            ("stoppedMode", instance.StoppedMode),
            ("locks", string.Join(", ", instance.LockReasonsAt(now)))),
        Tags = Copy(instance.Tags),
    };

    private static LedgerResource Of(CloudDisk disk, DateTimeOffset now) => new()
    {
        Kind = LedgerKind.Disk,
        ResourceId = disk.DiskId,
        Owner = disk.Owner,
        Region = disk.Region,
        Attributes = Attributes(("status", disk.StatusAt(now)), ("instance", disk.InstanceId ?? "")),
        Tags = Copy(disk.Tags),
    };

    private static SmallMap Attributes(params IEnumerable<(string Name, string Value)> attributes) =>
        new(attributes.Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Value)));

    private static SmallMap Copy(WatchedMap<string> tags) => tags.Count == 0 ? SmallMap.Empty : new(tags);
}
