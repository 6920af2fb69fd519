using System.Text.Json.Serialization;

namespace SharedImages.Ecs;

/// <summary>An image as DescribeImages shows it (facts §2.1). Fields that ECS leaves out are empty, zero or null.</summary>
public sealed record Image
{
    /// <summary>For example <c>m-bp1…</c>.</summary>
    public string ImageId { get; init => field = value ?? ""; } = "";

    /// <summary>Name, unique per account and region.</summary>
    public string ImageName { get; init => field = value ?? ""; } = "";

    /// <summary>Description.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>Family; empty for none.</summary>
    public string ImageFamily { get; init => field = value ?? ""; } = "";

    /// <summary>UID of the owner, digits.</summary>
    public string ImageOwnerId { get; init => field = value ?? ""; } = "";

    /// <summary><c>self</c>, <c>others</c>, <c>system</c> or <c>marketplace</c>, seen from the caller.</summary>
    public string ImageOwnerAlias { get; init => field = value ?? ""; } = "";

    /// <summary>One of <see cref="ImageStatus"/>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>Percent, 0–100; null when ECS does not say.</summary>
    public int? Progress { get; init => field = Percent.OrNull(value); }

    /// <summary>Whether instances can be made from it at once; null when ECS does not say.</summary>
    public bool? Usable { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>Size of the system disk in GiB.</summary>
    public int Size { get; init; }

    /// <summary><c>x86_64</c>, <c>arm64</c> or <c>i386</c>.</summary>
    public string Architecture { get; init => field = value ?? ""; } = "";

    /// <summary><c>linux</c> or <c>windows</c>.</summary>
    public string OSType { get; init => field = value ?? ""; } = "";

    /// <summary>For example <c>Alibaba Cloud Linux 3</c>.</summary>
    public string OSName { get; init => field = value ?? ""; } = "";

    /// <summary>For example <c>Aliyun</c>.</summary>
    public string Platform { get; init => field = value ?? ""; } = "";

    /// <summary><c>BIOS</c>, <c>UEFI</c> or <c>UEFI-Preferred</c>.</summary>
    public string BootMode { get; init => field = value ?? ""; } = "";

    /// <summary>True for images that CopyImage made.</summary>
    public bool IsCopied { get; init; }

    /// <summary>True for community images.</summary>
    public bool IsPublic { get; init; }

    /// <summary>True if the owner shares it with others (owner's view).</summary>
    public bool IsSelfShared { get; init; }

    /// <summary><c>supported</c> or <c>unsupported</c>.</summary>
    public string NvmeSupport { get; init => field = value ?? ""; } = "";

    /// <summary><c>v1</c> or <c>v2</c>.</summary>
    public string ImdsSupport { get; init => field = value ?? ""; } = "";

    /// <summary>The disks, system disk first.</summary>
    public IReadOnlyList<DiskDeviceMapping> DiskDeviceMappings { get; init => field = SystemFirst(value ?? []); } = [];

    /// <summary><c>instance</c> when instances of this account run from it, else <c>none</c>.</summary>
    public string Usage { get; init => field = value ?? ""; } = "";

    /// <summary>Tags; of a shared image, the owner's are not shown.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];

    // ECS holds these two within an object of their own.
    [JsonInclude]
    internal ImageFeatures? Features
    {
        init
        {
            NvmeSupport = value?.NvmeSupport ?? NvmeSupport;
            ImdsSupport = value?.ImdsSupport ?? ImdsSupport;
        }
    }

    private static IReadOnlyList<DiskDeviceMapping> SystemFirst(IReadOnlyList<DiskDeviceMapping> disks) =>
        disks.Count <= 1 || disks[0].Type == "system" ? disks : [.. disks.OrderBy(disk => disk.Type != "system")];
}
