namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IPromotionActivities.VerifyImageAsync"/>.</summary>
public sealed record VerifyImageRequest
{
    /// <summary>The image's region.</summary>
    public required string Region { get; init; }

    /// <summary>The image.</summary>
    public required string ImageId { get; init; }

    /// <summary>UID that the promotion began with.</summary>
    public required string Account { get; init; }

    /// <summary>What it was made from.</summary>
    public required SourceImage Source { get; init; }

    /// <summary>Name it must have.</summary>
    public required string ImageName { get; init; }

    /// <summary>Description it must have; null = not checked.</summary>
    public string? Description { get; init; }

    /// <summary>Family it must have; null = not checked.</summary>
    public string? Family { get; init; }

    /// <summary>Whether it must be encrypted.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Key it must be encrypted with; null = not checked.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Tags it must carry (others may be there). The run tag of an adopted image is left as it is.</summary>
    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>Whether to read with whom the image is shared as well.</summary>
    public bool ReadShares { get; init; }
}
