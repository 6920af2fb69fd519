namespace SharedImages.Ecs;

/// <summary>Request of DescribeTaskAttribute (facts §2.17).</summary>
public sealed record DescribeTaskAttributeRequest : EcsRequest<DescribeTaskAttributeResponse>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>The task.</summary>
    public required string TaskId { get; init; }

    internal override string Result => "TaskId";
}
