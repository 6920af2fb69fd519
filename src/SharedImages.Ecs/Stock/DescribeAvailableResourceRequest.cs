namespace SharedImages.Ecs;

/// <summary>Request of DescribeAvailableResource (facts §2.16). Null = any.</summary>
public sealed record DescribeAvailableResourceRequest : EcsListRequest<AvailableZone>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>What is asked for: <c>Zone</c>, <c>IoOptimized</c>, <c>InstanceType</c>, <c>Network</c>, <c>ddh</c>, <c>SystemDisk</c> or <c>DataDisk</c>.</summary>
    public required string DestinationResource { get; init; }

    /// <summary>Zone.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Type.</summary>
    public string? InstanceType { get; init; }

    /// <summary><c>PostPaid</c> or <c>PrePaid</c>.</summary>
    public string? InstanceChargeType { get; init; }

    /// <summary><c>NoSpot</c>, <c>SpotWithPriceLimit</c> or <c>SpotAsPriceGo</c>.</summary>
    public string? SpotStrategy { get; init; }

    /// <summary><c>optimized</c> or <c>none</c>.</summary>
    public string? IoOptimized { get; init; }

    /// <summary><c>vpc</c> or <c>classic</c>.</summary>
    public string? NetworkCategory { get; init; }

    /// <summary>For example <c>cloud_essd</c>.</summary>
    public string? SystemDiskCategory { get; init; }

    /// <summary>For example <c>cloud_essd</c>.</summary>
    public string? DataDiskCategory { get; init; }

    /// <summary><c>instance</c>, <c>disk</c>, <c>reservedinstance</c> or <c>ddh</c>.</summary>
    public string? ResourceType { get; init; }

    internal override Listing Listing => new("AvailableZones", "AvailableZone", "ZoneId");
}
