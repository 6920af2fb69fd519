namespace SharedImages.Ecs;

/// <summary>Request of TagResources (facts §2.15).</summary>
/// <param name="RegionId">The resources' region.</param>
/// <param name="ResourceType"><c>image</c>, <c>snapshot</c>, …</param>
/// <param name="ResourceIds">1–50 ids.</param>
/// <param name="Tags">1–20 tags.</param>
public sealed record TagResourcesRequest(
    string RegionId,
    string ResourceType,
    [property: Wire("ResourceId")] IReadOnlyList<string> ResourceIds,
    [property: Wire("Tag")] IReadOnlyList<Tag> Tags) : EcsRequest<Acknowledgement>;
