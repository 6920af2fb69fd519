namespace SharedImages.Ecs;

/// <summary>Request of CreateSnapshot (facts §2.14).</summary>
public sealed record CreateSnapshotRequest : EcsRequest<CreateSnapshotResponse>
{
    /// <summary>The disk's region; decides the endpoint, ECS has no such parameter here.</summary>
    [Wire(form: WireForm.NotSent)]
    public required override string RegionId { get; init; }

    /// <summary>The disk.</summary>
    public required string DiskId { get; init; }

    /// <summary>2–128 characters, not beginning with <c>auto</c>.</summary>
    public string? SnapshotName { get; init; }

    /// <summary>2–256 characters; null = none.</summary>
    public string? Description { get; init; }

    /// <summary>1–65536; null = kept for ever.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>Resource group; null = the default one.</summary>
    public string? ResourceGroupId { get; init; }

    /// <summary>At most 20.</summary>
    [Wire("Tag")]
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>At most 64 ASCII characters. The same token with the same parameters does it once (facts §1.10).</summary>
    public string? ClientToken { get; init; }

    internal override string Result => "SnapshotId";
}
