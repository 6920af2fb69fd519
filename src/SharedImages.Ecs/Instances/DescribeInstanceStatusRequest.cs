namespace SharedImages.Ecs;

/// <summary>Request of DescribeInstanceStatus (facts §2.11).</summary>
public sealed record DescribeInstanceStatusRequest : EcsListRequest<InstanceState>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>At most 100 ids; empty = all.</summary>
    [Wire("InstanceId")]
    public IReadOnlyList<string> InstanceIds { get; init; } = [];

    /// <summary>Zone; null = any.</summary>
    public string? ZoneId { get; init; }

    internal override Listing Listing => new("InstanceStatuses", "InstanceStatus", "InstanceId", Paging.Number, 50);
}
