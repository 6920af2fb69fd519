namespace SharedImages.Ecs;

/// <summary>Request of DescribeImages (facts §2.1). Paging is the client's business.</summary>
public sealed record DescribeImagesRequest : EcsListRequest<Image>
{
    /// <summary>The region to look in.</summary>
    public required override string RegionId { get; init; }

    /// <summary>One image id; null = any.</summary>
    public string? ImageId { get; init; }

    /// <summary>Fuzzy name match; null = any.</summary>
    public string? ImageName { get; init; }

    /// <summary>
    /// Comma list of <see cref="ImageStatus"/> names, or <see cref="ImageStatus.All"/>. ECS's default hides everything
    /// but <c>Available</c>, so callers say what they want.
    /// </summary>
    public required string Status { get; init; }

    /// <summary><c>self</c>, <c>others</c>, <c>system</c>, <c>marketplace</c>; null = system, self and others.</summary>
    public string? ImageOwnerAlias { get; init; }

    /// <summary>Account that owns the image; only for shared or community images.</summary>
    public string? ImageOwnerId { get; init; }

    /// <summary>Only images that carry all of these tags.</summary>
    [Wire("Tag")]
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    internal override Listing Listing => new("Images", "Image", "ImageId", Paging.Number, 100);
}
