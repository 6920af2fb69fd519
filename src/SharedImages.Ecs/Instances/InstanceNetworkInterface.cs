namespace SharedImages.Ecs;

/// <summary>Network interface of an instance (facts §2.11).</summary>
public sealed record InstanceNetworkInterface
{
    /// <summary>For example <c>eni-bp1…</c>.</summary>
    public string NetworkInterfaceId { get; init => field = value ?? ""; } = "";

    /// <summary>Its first private address.</summary>
    public string PrimaryIpAddress { get; init => field = value ?? ""; } = "";

    /// <summary>MAC address.</summary>
    public string MacAddress { get; init => field = value ?? ""; } = "";
}
