namespace SharedImages.Ecs;

/// <summary>Answer of DescribeImageFromFamily.</summary>
/// <param name="Image">The family's latest available image, with fewer fields than DescribeImages shows; null when there is none.</param>
/// <param name="RequestId">ECS's id of the request.</param>
public sealed record DescribeImageFromFamilyResponse(Image? Image, string RequestId);
