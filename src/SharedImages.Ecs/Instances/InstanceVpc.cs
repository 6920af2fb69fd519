namespace SharedImages.Ecs;

/// <summary>Place of an instance in a VPC (facts §2.11).</summary>
public sealed record InstanceVpc
{
    /// <summary>VPC.</summary>
    public string VpcId { get; init => field = value ?? ""; } = "";

    /// <summary>vSwitch.</summary>
    public string VSwitchId { get; init => field = value ?? ""; } = "";

    /// <summary>Private addresses.</summary>
    public IReadOnlyList<string> PrivateIpAddress { get; init => field = value ?? []; } = [];

    /// <summary>Address for NAT.</summary>
    public string NatIpAddress { get; init => field = value ?? ""; } = "";
}
