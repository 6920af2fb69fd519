namespace SharedImages.Ecs;

/// <summary>Place of an instance in a VPC (facts §2.11).</summary>
public sealed record InstanceVpc
{
    /// <summary>VPC.</summary>
    public string VpcId { get; init; } = "";

    /// <summary>vSwitch.</summary>
    public string VSwitchId { get; init; } = "";

    /// <summary>Private addresses.</summary>
    public IReadOnlyList<string> PrivateIpAddress { get; init; } = [];

    /// <summary>Address for NAT.</summary>
    public string NatIpAddress { get; init; } = "";
}
