namespace SharedImages.Ecs;

/// <summary>What a zone has (facts §2.16).</summary>
public sealed record AvailableZone
{
    /// <summary>Zone.</summary>
    public string ZoneId { get; init => field = value ?? ""; } = "";

    /// <summary>Region.</summary>
    public string RegionId { get; init => field = value ?? ""; } = "";

    /// <summary><c>Available</c> or <c>SoldOut</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary><c>WithStock</c>, <c>ClosedWithStock</c>, <c>WithoutStock</c> or <c>ClosedWithoutStock</c>.</summary>
    public string StatusCategory { get; init => field = value ?? ""; } = "";

    /// <summary>What it has, by kind.</summary>
    public IReadOnlyList<AvailableResource> AvailableResources { get; init => field = value ?? []; } = [];
}
