namespace SharedImages.Ecs;

/// <summary>System disk of an instance that CreateInstance makes (facts §2.9). It has no encryption of its own.</summary>
public sealed record CreateSystemDisk : IWireFields
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
}
