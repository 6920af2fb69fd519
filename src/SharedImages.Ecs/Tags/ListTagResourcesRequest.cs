namespace SharedImages.Ecs;

/// <summary>Request of ListTagResources (facts §2.15): ids, tags or both.</summary>
public sealed record ListTagResourcesRequest : EcsListRequest<TagResource>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary><c>image</c>, <c>instance</c>, <c>disk</c>, <c>snapshot</c>, …</summary>
    public required string ResourceType { get; init; }

    /// <summary>At most 50 ids; empty = any.</summary>
    [Wire("ResourceId")]
    public IReadOnlyList<string> ResourceIds { get; init; } = [];

    /// <summary>Only resources with all of these tags; at most 20.</summary>
    [Wire("Tag")]
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    internal override Listing Listing => new("TagResources", "TagResource", "ResourceId");
}
