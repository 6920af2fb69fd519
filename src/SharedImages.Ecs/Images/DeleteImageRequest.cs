namespace SharedImages.Ecs;

/// <summary>Request of DeleteImage (facts §2.4).</summary>
/// <param name="RegionId">The image's region.</param>
/// <param name="ImageId">The image.</param>
/// <param name="Force">Delete although instances were made from it.</param>
public sealed record DeleteImageRequest(string RegionId, string ImageId, bool Force = false) : EcsRequest<Acknowledgement>;
