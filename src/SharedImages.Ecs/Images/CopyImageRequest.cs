namespace SharedImages.Ecs;

/// <summary>Request of CopyImage (facts §2.2). Sent to the source region.</summary>
public sealed record CopyImageRequest : EcsRequest<CopyImageResponse>
{
    /// <summary>The source image's region.</summary>
    public required override string RegionId { get; init; }

    /// <summary>The source image: own, or shared with us (then <see cref="DestinationRegionId"/> must be the same region).</summary>
    public required string ImageId { get; init; }

    /// <summary>Where the copy is made.</summary>
    public required string DestinationRegionId { get; init; }

    /// <summary>2–128 characters; unique per account and region.</summary>
    public required string DestinationImageName { get; init; }

    /// <summary>2–256 characters; null = none.</summary>
    public string? DestinationDescription { get; init; }

    /// <summary>True = encrypt the copy; null = let the account's default decide.</summary>
    public bool? Encrypted { get; init; }

    /// <summary>Key of the destination region; needs <see cref="Encrypted"/>. Null with it = the region's service key.</summary>
    public string? KMSKeyId { get; init; }

    /// <summary>At most 20; nothing is taken over from the source.</summary>
    [Wire("Tag")]
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>At most 64 ASCII characters. The same token with the same parameters gives the same image.</summary>
    public string? ClientToken { get; init; }

    /// <summary>Check only.</summary>
    public bool DryRun { get; init; }

    internal override string Result => "ImageId";
}
