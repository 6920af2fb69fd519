namespace SharedImages.Workflows;

/// <summary>Answer of the query <c>Progress</c>.</summary>
public sealed record PromotionProgress
{
    /// <summary>Always <see cref="PromotionSpec.CurrentApiVersion"/>.</summary>
    public string ApiVersion { get; } = PromotionSpec.CurrentApiVersion;

    /// <summary>Always <c>PromotionProgress</c>.</summary>
    public string Kind { get; } = nameof(PromotionProgress);

    /// <summary>Name of the promotion; empty until the spec has been read.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the promotion; empty until the spec has been read.</summary>
    public required string Version { get; init; }

    /// <summary>Where it is.</summary>
    public required PromotionPhase Phase { get; init; }

    /// <summary>The source image's id, once found.</summary>
    public string? SourceImageId { get; init; }

    /// <summary>True when an item is parked and no other can move: nothing happens until somebody decides.</summary>
    public required bool WaitsForDecision { get; init; }

    /// <summary>The promotion itself while it is parked, then the regions: the intake first, the targets in the spec's order.</summary>
    public required IReadOnlyList<ItemProgress> Items { get; init; }
}
