namespace SharedImages.Ecs;

/// <summary>Request of DescribeImageSharePermission (facts §2.6).</summary>
/// <param name="RegionId">The image's region.</param>
/// <param name="ImageId">The image.</param>
public sealed record DescribeImageSharePermissionRequest(string RegionId, string ImageId) : EcsListRequest<ImageShare>
{
    internal override Listing Listing => new("Accounts", "Account", "AliyunId", Paging.Number, 100);
}
