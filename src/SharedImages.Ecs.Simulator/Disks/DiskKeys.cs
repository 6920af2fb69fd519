namespace SharedImages.Ecs.Simulator;

/// <summary>The lists that a disk of an instance is in: its owner's, and that of the snapshot that it was made from.</summary>
internal static class DiskKeys
{
    public static IEnumerable<ListKey> Of(CloudDisk disk)
    {
        var owned = new ListKey(Facet.All, disk.Region, disk.Owner);
        yield return owned;
        if (disk.InstanceId is { } instance)
        {
            yield return owned with { Facet = Facet.Instance, Value = instance };
        }

        if (disk.Plan.SourceSnapshotId.Length > 0)
        {
            yield return owned with { Facet = Facet.Snapshot, Value = disk.Plan.SourceSnapshotId };
            yield return MadeFrom(disk.Region, disk.Plan.SourceSnapshotId);
        }

        foreach (var (facet, value) in ListKey.OfTags(disk.Tags))
        {
            yield return owned with { Facet = facet, Value = value };
        }
    }

    /// <summary>All disks of a region that were made from a snapshot, whoever owns them.</summary>
    public static ListKey MadeFrom(string region, string snapshotId) => new(Facet.Snapshot, region, Account: "", snapshotId);
}
