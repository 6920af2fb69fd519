namespace SharedImages.Ecs;

/// <summary>An image as DescribeImages shows it (facts §2.1). Fields that ECS leaves out are empty, zero or null.</summary>
public sealed record Image
{
    /// <summary>For example <c>m-bp1…</c>.</summary>
    public required string ImageId { get; init; }

    /// <summary>Name, unique per account and region.</summary>
    public string ImageName { get; init; } = "";

    /// <summary>Description.</summary>
    public string Description { get; init; } = "";

    /// <summary>Family; empty for none.</summary>
    public string ImageFamily { get; init; } = "";

    /// <summary>UID of the owner, digits.</summary>
    public string ImageOwnerId { get; init; } = "";

    /// <summary><c>self</c>, <c>others</c>, <c>system</c> or <c>marketplace</c>, seen from the caller.</summary>
    public string ImageOwnerAlias { get; init; } = "";

    /// <summary>One of <see cref="ImageStatus"/>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Percent, 0–100; null when ECS does not say.</summary>
    public int? Progress { get; init; }

    /// <summary>Whether instances can be made from it at once; null when ECS does not say.</summary>
    public bool? Usable { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>Size of the system disk in GiB.</summary>
    public int Size { get; init; }

    /// <summary><c>x86_64</c>, <c>arm64</c> or <c>i386</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary><c>linux</c> or <c>windows</c>.</summary>
    public string OSType { get; init; } = "";

    /// <summary>For example <c>Alibaba Cloud Linux 3</c>.</summary>
    public string OSName { get; init; } = "";

    /// <summary>For example <c>Aliyun</c>.</summary>
    public string Platform { get; init; } = "";

    /// <summary><c>BIOS</c>, <c>UEFI</c> or <c>UEFI-Preferred</c>.</summary>
    public string BootMode { get; init; } = "";

    /// <summary>True for images that CopyImage made.</summary>
    public bool IsCopied { get; init; }

    /// <summary>True for community images.</summary>
    public bool IsPublic { get; init; }

    /// <summary>True if the owner shares it with others (owner's view).</summary>
    public bool IsSelfShared { get; init; }

    /// <summary><c>supported</c> or <c>unsupported</c>.</summary>
    public string NvmeSupport { get; init; } = "";

    /// <summary><c>v1</c> or <c>v2</c>.</summary>
    public string ImdsSupport { get; init; } = "";

    /// <summary>The disks, system disk first.</summary>
    public IReadOnlyList<DiskDeviceMapping> DiskDeviceMappings { get; init; } = [];

    /// <summary>Tags; of a shared image, the owner's are not shown.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];
}
