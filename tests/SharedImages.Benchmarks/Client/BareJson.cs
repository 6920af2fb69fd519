using System.Text.Json.Serialization;

namespace SharedImages.Benchmarks;

/// <summary>The JSON of <see cref="BareClient"/>: as many fields of an image as our client reads, in the types in which they come.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(BareAnswer))]
internal sealed partial class BareJson : JsonSerializerContext;

internal sealed class BareAnswer
{
    public string? RequestId { get; set; }

    public int TotalCount { get; set; }

    public BareImages? Images { get; set; }
}

internal sealed class BareImages
{
    public List<BareImage>? Image { get; set; }
}

internal sealed class BareImage
{
    public string? ImageId { get; set; }

    public string? ImageName { get; set; }

    public string? Description { get; set; }

    public string? ImageFamily { get; set; }

    public long ImageOwnerId { get; set; }

    public string? ImageOwnerAlias { get; set; }

    public string? Status { get; set; }

    public string? Progress { get; set; }

    public bool Usable { get; set; }

    public DateTimeOffset CreationTime { get; set; }

    public int Size { get; set; }

    public string? Architecture { get; set; }

    public string? OSType { get; set; }

    public string? OSName { get; set; }

    public string? Platform { get; set; }

    public string? BootMode { get; set; }

    public bool IsCopied { get; set; }

    public bool IsPublic { get; set; }

    public string? IsSelfShared { get; set; }

    public BareFeatures? Features { get; set; }

    public BareDisks? DiskDeviceMappings { get; set; }

    public BareTags? Tags { get; set; }
}

internal sealed class BareFeatures
{
    public string? NvmeSupport { get; set; }

    public string? ImdsSupport { get; set; }
}

internal sealed class BareDisks
{
    public List<BareDisk>? DiskDeviceMapping { get; set; }
}

internal sealed class BareDisk
{
    public string? Device { get; set; }

    public string? Type { get; set; }

    public int Size { get; set; }

    public string? SnapshotId { get; set; }

    public bool Encrypted { get; set; }

    public string? Progress { get; set; }

    public int? RemainTime { get; set; }
}

internal sealed class BareTags
{
    public List<BareTag>? Tag { get; set; }
}

internal sealed class BareTag
{
    public string? TagKey { get; set; }

    public string? TagValue { get; set; }
}
