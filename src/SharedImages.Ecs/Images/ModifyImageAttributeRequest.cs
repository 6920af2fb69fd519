namespace SharedImages.Ecs;

/// <summary>Request of ModifyImageAttribute (facts §2.5). Null = leave as it is.</summary>
public sealed record ModifyImageAttributeRequest : EcsRequest<Acknowledgement>
{
    /// <summary>The image's region.</summary>
    public required override string RegionId { get; init; }

    /// <summary>The image.</summary>
    public required string ImageId { get; init; }

    /// <summary>New name.</summary>
    public string? ImageName { get; init; }

    /// <summary>New description.</summary>
    public string? Description { get; init; }

    /// <summary>New family.</summary>
    public string? ImageFamily { get; init; }

    /// <summary><c>BIOS</c>, <c>UEFI</c> or <c>UEFI-Preferred</c>.</summary>
    public string? BootMode { get; init; }

    /// <summary><c>supported</c> or <c>unsupported</c>; sent as <c>Features.NvmeSupport</c>.</summary>
    [Wire("Features.NvmeSupport")]
    public string? NvmeSupport { get; init; }

    /// <summary><c>v2</c> only (v2 → v1 is impossible); sent as <c>Features.ImdsSupport</c>.</summary>
    [Wire("Features.ImdsSupport")]
    public string? ImdsSupport { get; init; }

    /// <summary><c>Available</c> or <c>Deprecated</c>.</summary>
    public string? Status { get; init; }
}
