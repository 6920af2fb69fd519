namespace SharedImages.Ecs;

/// <summary>Request of DescribeCloudAssistantStatus (facts §2.18).</summary>
public sealed record DescribeCloudAssistantStatusRequest : EcsListRequest<CloudAssistantState>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>At most 50 ids; empty = all.</summary>
    [Wire("InstanceId")]
    public IReadOnlyList<string> InstanceIds { get; init; } = [];

    /// <summary><c>Windows</c>, <c>Linux</c> or <c>FreeBSD</c>; null = any.</summary>
    public string? OSType { get; init; }

    internal override Listing Listing => new("InstanceCloudAssistantStatusSet", "InstanceCloudAssistantStatus", "InstanceId", PageSize: 50);
}
