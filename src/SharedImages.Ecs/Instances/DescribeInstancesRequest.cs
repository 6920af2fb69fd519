namespace SharedImages.Ecs;

/// <summary>Request of DescribeInstances (facts §2.11). Null or empty = any; paging is the client's business.</summary>
public sealed record DescribeInstancesRequest : EcsListRequest<Instance>
{
    /// <summary>ECS takes no more ids in one call.</summary>
    public const int MaxInstanceIds = 100;

    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>At most 100 ids; unknown ones are left out, an empty list finds nothing, null everything.</summary>
    [Wire(form: WireForm.JsonText)]
    public IReadOnlyList<string>? InstanceIds { get; init; }

    /// <summary><c>Pending</c>, <c>Starting</c>, <c>Running</c>, <c>Stopping</c> or <c>Stopped</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Instances of this image.</summary>
    public string? ImageId { get; init; }

    /// <summary>Zone.</summary>
    public string? ZoneId { get; init; }

    /// <summary>VPC.</summary>
    public string? VpcId { get; init; }

    /// <summary>vSwitch.</summary>
    public string? VSwitchId { get; init; }

    /// <summary>Security group.</summary>
    public string? SecurityGroupId { get; init; }

    /// <summary>Type.</summary>
    public string? InstanceType { get; init; }

    /// <summary>Name; <c>*</c> stands for anything.</summary>
    public string? InstanceName { get; init; }

    /// <summary>Only those locked for this reason.</summary>
    public string? LockReason { get; init; }

    /// <summary>Resource group.</summary>
    public string? ResourceGroupId { get; init; }

    /// <summary>Only instances with all of these tags.</summary>
    [Wire("Tag")]
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    internal override Listing Listing => new("Instances", "Instance", "InstanceId", PageSize: 100);

    internal override bool FindsNothing => InstanceIds is { Count: 0 };
}
