namespace SharedImages.Ecs;

/// <summary>Request of DescribeImageFromFamily (facts §2.5).</summary>
/// <param name="RegionId">The region to look in.</param>
/// <param name="ImageFamily">The family.</param>
public sealed record DescribeImageFromFamilyRequest(string RegionId, string ImageFamily) : EcsRequest<DescribeImageFromFamilyResponse>
{
    internal override DescribeImageFromFamilyResponse Read(EcsAnswer answer) =>
        new(answer.Root.Field("Image") is { } image && image.TextOrNull("ImageId") is not null ? ResponseJson.Read<Image>(answer, image) : null, answer.Root.Text("RequestId"));
}
