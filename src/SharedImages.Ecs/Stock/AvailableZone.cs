namespace SharedImages.Ecs;

/// <summary>What a zone has (facts §2.16).</summary>
public sealed record AvailableZone
{
    /// <summary>Zone.</summary>
    public string ZoneId { get; init; } = "";

    /// <summary>Region.</summary>
    public string RegionId { get; init; } = "";

    /// <summary><c>Available</c> or <c>SoldOut</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary><c>WithStock</c>, <c>ClosedWithStock</c>, <c>WithoutStock</c> or <c>ClosedWithoutStock</c>.</summary>
    public string StatusCategory { get; init; } = "";

    /// <summary>What it has, by kind.</summary>
    public IReadOnlyList<AvailableResource> AvailableResources { get; init; } = [];
}
