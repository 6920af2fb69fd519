namespace SharedImages.Ecs;

/// <summary>Request of DescribeRegions (facts §2.16).</summary>
/// <param name="RegionId">Whom to ask; ECS has no such parameter here.</param>
public sealed record DescribeRegionsRequest([property: Wire(form: WireForm.NotSent)] string RegionId) : EcsListRequest<Region>
{
    internal override Listing Listing => new("Regions", "Region", "RegionId");
}
