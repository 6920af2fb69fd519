namespace SharedImages.Workflows;

/// <summary>One CopyImage call, complete, client token included: a retry of any kind sends the same.</summary>
public sealed record CopyRequest
{
    /// <summary>UID that the promotion began with.</summary>
    public required string Account { get; init; }

    /// <summary>Region of the image to copy.</summary>
    public required string FromRegion { get; init; }

    /// <summary>The image to copy.</summary>
    public required string FromImageId { get; init; }

    /// <summary>Where to.</summary>
    public required string ToRegion { get; init; }

    /// <summary>The image that the promotion began with; <see cref="FromImageId"/> is this one, or its intake.</summary>
    public required string SourceImageId { get; init; }

    /// <summary>UID of the account that it came from (<see cref="SourceImage.OriginId"/>); its trust is checked at both hops.</summary>
    public required string SourceOwner { get; init; }

    /// <summary>Name of the copy.</summary>
    public required string ImageName { get; init; }

    /// <summary>Description of the copy; null = none.</summary>
    public string? Description { get; init; }

    /// <summary>Encrypt the copy.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Key of <see cref="ToRegion"/>; null with <see cref="Encrypted"/> = service key.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>All tags, lineage included.</summary>
    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>The copy key, also among the tags.</summary>
    public required string CopyKey { get; init; }

    /// <summary>ECS client token, at most 64 characters.</summary>
    public required string ClientToken { get; init; }
}
