namespace SharedImages.Ecs;

/// <summary>Elastic address of an instance (facts §2.11).</summary>
public sealed record InstanceEip
{
    /// <summary>The address; empty when there is none.</summary>
    public string IpAddress { get; init => field = value ?? ""; } = "";

    /// <summary>Its id.</summary>
    public string AllocationId { get; init => field = value ?? ""; } = "";
}
