namespace SharedImages.Ecs;

/// <summary>Request of RunInstances (facts §2.8).</summary>
public sealed record RunInstancesRequest : EcsRequest<RunInstancesResponse>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>Zone; null = ECS chooses, or the zone of <see cref="VSwitchId"/>.</summary>
    public string? ZoneId { get; init; }

    /// <summary>The image. Not together with <see cref="ImageFamily"/>.</summary>
    public string? ImageId { get; init; }

    /// <summary>Family whose latest available image is taken.</summary>
    public string? ImageFamily { get; init; }

    /// <summary>For example <c>ecs.g7.large</c>; null = the launch template says it.</summary>
    public string? InstanceType { get; init; }

    /// <summary>Security group.</summary>
    public string? SecurityGroupId { get; init; }

    /// <summary>Security groups, in place of <see cref="SecurityGroupId"/>.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>vSwitch.</summary>
    public string? VSwitchId { get; init; }

    /// <summary>2–128 characters, or <c>prefix[begin,bits]suffix</c>.</summary>
    public string? InstanceName { get; init; }

    /// <summary>2–256 characters; null = none.</summary>
    public string? Description { get; init; }

    /// <summary>Host name; null = ECS chooses.</summary>
    public string? HostName { get; init; }

    /// <summary>Number the names of several instances.</summary>
    public bool? UniqueSuffix { get; init; }

    /// <summary>1–100; null = 1.</summary>
    public int? Amount { get; init; }

    /// <summary>1–100: fewer are an error, so many or more a success. Null = all or none.</summary>
    public int? MinAmount { get; init; }

    /// <summary>System disk; null = as the image has it.</summary>
    public LaunchSystemDisk? SystemDisk { get; init; }

    /// <summary>At most 16.</summary>
    [Wire("DataDisk")]
    public IReadOnlyList<LaunchDataDisk> DataDisks { get; init; } = [];

    /// <summary><c>PostPaid</c> (default) or <c>PrePaid</c>.</summary>
    public string? InstanceChargeType { get; init; }

    /// <summary><c>NoSpot</c> (default), <c>SpotWithPriceLimit</c> or <c>SpotAsPriceGo</c>.</summary>
    public string? SpotStrategy { get; init; }

    /// <summary>Highest price per hour.</summary>
    public decimal? SpotPriceLimit { get; init; }

    /// <summary>Hours for which it is kept: 0 or 1 (default).</summary>
    public int? SpotDuration { get; init; }

    /// <summary><c>Terminate</c> or <c>Stop</c>.</summary>
    public string? SpotInterruptionBehavior { get; init; }

    /// <summary><c>PayByTraffic</c> or <c>PayByBandwidth</c>.</summary>
    public string? InternetChargeType { get; init; }

    /// <summary>Mbit/s to the internet; above 0 it gets a public address.</summary>
    public int? InternetMaxBandwidthOut { get; init; }

    /// <summary>Key pair.</summary>
    public string? KeyPairName { get; init; }

    /// <summary>8–30 characters. Travels in the address of the request, so a key pair is better.</summary>
    public string? Password { get; init; }

    /// <summary>Take the image's password.</summary>
    public bool? PasswordInherit { get; init; }

    /// <summary>Base64; at most 32 KB before.</summary>
    public string? UserData { get; init; }

    /// <summary>RAM role of the instance.</summary>
    public string? RamRoleName { get; init; }

    /// <summary>Deployment set.</summary>
    public string? DeploymentSetId { get; init; }

    /// <summary>1–7.</summary>
    public int? DeploymentSetGroupNo { get; init; }

    /// <summary>Refuse its deletion; only for <c>PostPaid</c>.</summary>
    public bool? DeletionProtection { get; init; }

    /// <summary><c>Active</c> (only for public images) or <c>Deactive</c>.</summary>
    public string? SecurityEnhancementStrategy { get; init; }

    /// <summary><c>optional</c> or <c>required</c>, of the metadata service.</summary>
    public string? HttpTokens { get; init; }

    /// <summary>Resource group; null = the default one.</summary>
    public string? ResourceGroupId { get; init; }

    /// <summary>When it is released, <c>yyyy-MM-ddTHH:mm:ssZ</c>: from 30 minutes to 3 years ahead.</summary>
    public string? AutoReleaseTime { get; init; }

    /// <summary>Launch template; what is said here wins over it.</summary>
    public string? LaunchTemplateId { get; init; }

    /// <summary>Launch template by name.</summary>
    public string? LaunchTemplateName { get; init; }

    /// <summary>Version of the launch template; null = its default.</summary>
    public int? LaunchTemplateVersion { get; init; }

    /// <summary>At most 20.</summary>
    [Wire("Tag")]
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>At most 64 ASCII characters. The same token with the same parameters does it once (facts §1.10).</summary>
    public string? ClientToken { get; init; }

    /// <summary>Check only.</summary>
    public bool DryRun { get; init; }

    internal override string Result => "InstanceIdSets";
}
