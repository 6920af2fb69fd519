namespace SharedImages.Ecs;

/// <summary>Request of UntagResources (facts §2.15).</summary>
public sealed record UntagResourcesRequest : EcsRequest<Acknowledgement>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary><c>image</c>, <c>instance</c>, <c>disk</c>, <c>snapshot</c>, …</summary>
    public required string ResourceType { get; init; }

    /// <summary>1–50 ids.</summary>
    [Wire("ResourceId")]
    public required IReadOnlyList<string> ResourceIds { get; init; }

    /// <summary>At most 20 keys.</summary>
    [Wire("TagKey")]
    public IReadOnlyList<string> TagKeys { get; init; } = [];

    /// <summary>Take all tags away; only counts without <see cref="TagKeys"/>.</summary>
    public bool All { get; init; }
}
