namespace SharedImages.Ecs;

/// <summary>An instance as DescribeInstances shows it (facts §2.11). Fields that ECS leaves out are empty, zero or null.</summary>
public sealed record Instance
{
    /// <summary>For example <c>i-bp1…</c>.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>Name.</summary>
    public string InstanceName { get; init => field = value ?? ""; } = "";

    /// <summary><c>Pending</c>, <c>Starting</c>, <c>Running</c>, <c>Stopping</c> or <c>Stopped</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>The image of its system disk.</summary>
    public string ImageId { get; init => field = value ?? ""; } = "";

    /// <summary>For example <c>ecs.g7.large</c>.</summary>
    public string InstanceType { get; init => field = value ?? ""; } = "";

    /// <summary>Zone.</summary>
    public string ZoneId { get; init => field = value ?? ""; } = "";

    /// <summary>Region.</summary>
    public string RegionId { get; init => field = value ?? ""; } = "";

    /// <summary>Host name.</summary>
    public string HostName { get; init => field = value ?? ""; } = "";

    /// <summary>When it was made, to the minute.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>When it was last started, to the minute.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary><c>KeepCharging</c>, <c>StopCharging</c> or <c>Not-applicable</c>.</summary>
    public string StoppedMode { get; init => field = value ?? ""; } = "";

    /// <summary><c>PostPaid</c> or <c>PrePaid</c>.</summary>
    public string InstanceChargeType { get; init => field = value ?? ""; } = "";

    /// <summary><c>NoSpot</c>, <c>SpotWithPriceLimit</c> or <c>SpotAsPriceGo</c>.</summary>
    public string SpotStrategy { get; init => field = value ?? ""; } = "";

    /// <summary>Whether its deletion is refused.</summary>
    public bool DeletionProtection { get; init; }

    /// <summary>Serial number.</summary>
    public string SerialNumber { get; init => field = value ?? ""; } = "";

    /// <summary>vCPUs.</summary>
    public int Cpu { get; init; }

    /// <summary>MiB.</summary>
    public int Memory { get; init; }

    /// <summary><c>linux</c> or <c>windows</c>.</summary>
    public string OSType { get; init => field = value ?? ""; } = "";

    /// <summary>For example <c>Alibaba Cloud Linux 3</c>.</summary>
    public string OSName { get; init => field = value ?? ""; } = "";

    /// <summary>Resource group.</summary>
    public string ResourceGroupId { get; init => field = value ?? ""; } = "";

    /// <summary>Deployment set.</summary>
    public string DeploymentSetId { get; init => field = value ?? ""; } = "";

    /// <summary>Its place in a VPC.</summary>
    public InstanceVpc? VpcAttributes { get; init; }

    /// <summary>Public addresses.</summary>
    public IReadOnlyList<string> PublicIpAddress { get; init => field = value ?? []; } = [];

    /// <summary>Elastic address.</summary>
    public InstanceEip? EipAddress { get; init; }

    /// <summary>Security groups.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; init => field = value ?? []; } = [];

    /// <summary>What locks it; empty when nothing does.</summary>
    public IReadOnlyList<OperationLock> OperationLocks { get; init => field = value ?? []; } = [];

    /// <summary>Its metadata service.</summary>
    public InstanceMetadataOptions? MetadataOptions { get; init; }

    /// <summary>Network interfaces.</summary>
    public IReadOnlyList<InstanceNetworkInterface> NetworkInterfaces { get; init => field = value ?? []; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];
}
