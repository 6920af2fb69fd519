namespace SharedImages.Ecs;

/// <summary>Request of DescribeSnapshots (facts §2.14).</summary>
/// <param name="RegionId">The snapshots' region.</param>
/// <param name="SnapshotIds">Ids to look for, at most 100; an empty list finds nothing, null everything.</param>
public sealed record DescribeSnapshotsRequest(string RegionId, [property: Wire(form: WireForm.JsonText)] IReadOnlyList<string>? SnapshotIds = null) : EcsListRequest<Snapshot>
{
    /// <summary>Most ids in one request.</summary>
    public const int MaxSnapshotIds = 100;

    /// <summary>Snapshots of this disk; null = of any.</summary>
    public string? DiskId { get; init; }

    /// <summary>Only snapshots with all of these tags.</summary>
    [Wire("Tag")]
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    internal override Listing Listing => new("Snapshots", "Snapshot", "SnapshotId", PageSize: 100);

    internal override bool FindsNothing => SnapshotIds is { Count: 0 };
}
