namespace SharedImages.Ecs;

/// <summary>System disk of a new instance (facts §2.8).</summary>
public sealed record LaunchSystemDisk : IWireFields
{
    /// <summary>For example <c>cloud_essd</c>; null = ECS chooses.</summary>
    public string? Category { get; init; }

    /// <summary>GiB; null = the size of the image, at least 40.</summary>
    public int? Size { get; init; }

    /// <summary>2–128 characters; null = none.</summary>
    public string? DiskName { get; init; }

    /// <summary><c>PL0</c> to <c>PL3</c>; only for ESSDs.</summary>
    public string? PerformanceLevel { get; init; }

    /// <summary>2–256 characters; null = none.</summary>
    public string? Description { get; init; }

    /// <summary>True is needed where the image is shared and encrypted.</summary>
    public bool? Encrypted { get; init; }

    /// <summary>Key of the region; null = the launching account's service key.</summary>
    public string? KMSKeyId { get; init; }
}
