namespace SharedImages.Workflows;

/// <summary>An image to be put to use, as ECS described it when the operation began.</summary>
public sealed record UsedImage
{
    /// <summary>Its region.</summary>
    public required string Region { get; init; }

    /// <summary>Its id.</summary>
    public required string ImageId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>UID of its owner, from ECS.</summary>
    public required string OwnerId { get; init; }

    /// <summary>Whether a disk is encrypted.</summary>
    public bool Encrypted { get; init; }

    /// <summary><c>x86_64</c>, <c>arm64</c>, <c>i386</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary><c>BIOS</c>, <c>UEFI</c>, <c>UEFI-Preferred</c>; empty when ECS does not say.</summary>
    public string BootMode { get; init; } = "";

    /// <summary><c>supported</c>, <c>unsupported</c>; empty when ECS does not say.</summary>
    public string NvmeSupport { get; init; } = "";

    /// <summary>GiB of each disk, the system disk's first.</summary>
    public IReadOnlyList<int> DiskSizes { get; init; } = [];
}
