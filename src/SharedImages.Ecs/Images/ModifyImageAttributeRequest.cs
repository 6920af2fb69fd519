namespace SharedImages.Ecs;

/// <summary>Request of ModifyImageAttribute (facts §2.5). Null = leave as it is.</summary>
public sealed record ModifyImageAttributeRequest
{
    /// <summary>The image's region.</summary>
    public required string RegionId { get; init; }

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
    public string? NvmeSupport { get; init; }

    /// <summary><c>v2</c> only (v2 → v1 is impossible); sent as <c>Features.ImdsSupport</c>.</summary>
    public string? ImdsSupport { get; init; }

    internal Parameters ToParameters() => EcsClient.InRegion(RegionId)
        .Add("ImageId", ImageId)
        .Add("ImageName", ImageName)
        .Add("Description", Description)
        .Add("ImageFamily", ImageFamily)
        .Add("BootMode", BootMode)
        .Add("Features.NvmeSupport", NvmeSupport)
        .Add("Features.ImdsSupport", ImdsSupport);
}
