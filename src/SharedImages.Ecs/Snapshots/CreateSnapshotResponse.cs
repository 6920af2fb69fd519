namespace SharedImages.Ecs;

/// <summary>Answer of CreateSnapshot. The snapshot is <c>progressing</c> until DescribeSnapshots shows it otherwise.</summary>
public sealed record CreateSnapshotResponse
{
    /// <summary>The new snapshot's id.</summary>
    public string SnapshotId { get; init => field = value ?? ""; } = "";

    /// <summary>ECS's id of the request.</summary>
    public string RequestId { get; init => field = value ?? ""; } = "";
}
