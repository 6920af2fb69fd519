namespace SharedImages.Ecs;

/// <summary>Request of DescribeSnapshots (facts §2.14).</summary>
/// <param name="RegionId">The snapshots' region.</param>
/// <param name="SnapshotIds">Ids to look for, at most 100; an empty list finds nothing.</param>
public sealed record DescribeSnapshotsRequest(string RegionId, IReadOnlyList<string> SnapshotIds)
{
    /// <summary>Most ids in one request.</summary>
    public const int MaxSnapshotIds = 100;
}
