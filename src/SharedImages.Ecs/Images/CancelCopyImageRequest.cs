namespace SharedImages.Ecs;

/// <summary>Request of CancelCopyImage (facts §2.3).</summary>
/// <param name="RegionId">The destination region of the copy.</param>
/// <param name="ImageId">The new image's id.</param>
public sealed record CancelCopyImageRequest(string RegionId, string ImageId) : EcsRequest<Acknowledgement>;
