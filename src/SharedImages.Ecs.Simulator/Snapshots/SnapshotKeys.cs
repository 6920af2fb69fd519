namespace SharedImages.Ecs.Simulator;

/// <summary>The lists that a snapshot is in: its owner's.</summary>
internal static class SnapshotKeys
{
    public static IEnumerable<ListKey> Of(SnapshotRecord snapshot)
    {
        var owned = new ListKey(Facet.All, snapshot.Region, snapshot.Owner);
        yield return owned;
        if (snapshot.SourceDiskId.Length > 0)
        {
            yield return owned with { Facet = Facet.Disk, Value = snapshot.SourceDiskId };
        }

        foreach (var (facet, value) in ListKey.OfTags(snapshot.Tags))
        {
            yield return owned with { Facet = facet, Value = value };
        }
    }
}
