using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>The images of our account, in whatever status, and whom they are shared with. Reads only.</summary>
internal static class OwnImages
{
    /// <summary>Those of one region.</summary>
    /// <param name="ecs">The account's client.</param>
    /// <param name="region">The region.</param>
    /// <param name="tags">What they carry, all of it; empty = whatever they carry.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static Task<IReadOnlyList<Image>> InAsync(IEcsClient ecs, string region, IReadOnlyList<Tag> tags, CancellationToken cancellationToken) =>
        ecs.DescribeImagesAsync(new() { RegionId = region, Status = ImageStatus.All, ImageOwnerAlias = "self", Tags = tags }, cancellationToken);

    /// <summary>Those of each region of the account, in ECS's order of regions.</summary>
    /// <param name="ecs">The account's client.</param>
    /// <param name="tags">See <see cref="InAsync"/>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<IReadOnlyList<(string Region, IReadOnlyList<Image> Images)>> EverywhereAsync(IEcsClient ecs, IReadOnlyList<Tag> tags, CancellationToken cancellationToken) =>
        await Task.WhenAll((await ecs.DescribeRegionsAsync(cancellationToken)).Select(async region => (region.RegionId, await InAsync(ecs, region.RegionId, tags, cancellationToken))));

    /// <summary>The accounts that an image is shared with.</summary>
    public static async Task<IReadOnlyList<string>> SharesAsync(IEcsClient ecs, string region, string imageId, CancellationToken cancellationToken) =>
        [.. (await ecs.DescribeImageSharePermissionAsync(new(region, imageId), cancellationToken)).Select(share => share.AliyunId)];
}
