namespace SharedImages.Workflows;

/// <summary>The source image as ECS described it when the promotion began.</summary>
public sealed record SourceImage
{
    /// <summary>Its id.</summary>
    public required string ImageId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its region.</summary>
    public required string Region { get; init; }

    /// <summary>UID of its owner, from ECS.</summary>
    public required string OwnerId { get; init; }

    /// <summary>UID of the account that it came from in the first place: its owner, or, of a copy that a promotion made, the owner in its lineage.</summary>
    public required string OriginId { get; init; }

    /// <summary>What cannot change about it, as one digest; see <see cref="ContentDigest"/>.</summary>
    public required string Content { get; init; }

    /// <summary>Whether a disk is encrypted.</summary>
    public bool Encrypted { get; init; }

    /// <summary><c>x86_64</c>, <c>arm64</c>, <c>i386</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary><c>BIOS</c>, <c>UEFI</c>, <c>UEFI-Preferred</c>; empty when ECS does not say.</summary>
    public string BootMode { get; init; } = "";

    /// <summary><c>supported</c>, <c>unsupported</c>; empty when ECS does not say.</summary>
    public string NvmeSupport { get; init; } = "";

    /// <summary><c>v1</c>, <c>v2</c>; empty when ECS does not say.</summary>
    public string ImdsSupport { get; init; } = "";

    /// <summary>Its disks.</summary>
    public IReadOnlyList<SourceDisk> Disks { get; init; } = [];
}
