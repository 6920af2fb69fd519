namespace SharedImages.Ecs;

/// <summary>Request of CreateImage (facts §2.7). One of <see cref="InstanceId"/>, <see cref="DiskDeviceMappings"/> and <see cref="SnapshotId"/> says of what; the first that is there counts.</summary>
public sealed record CreateImageRequest : EcsRequest<CreateImageResponse>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>An instance that is Running or Stopped; each of its disks gets a snapshot.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Snapshots to make the disks of: at most one system disk and 16 data disks.</summary>
    [Wire("DiskDeviceMapping")]
    public IReadOnlyList<ImageDisk> DiskDeviceMappings { get; init; } = [];

    /// <summary>Snapshot of a system disk.</summary>
    public string? SnapshotId { get; init; }

    /// <summary>2–128 characters; unique per account and region.</summary>
    public string? ImageName { get; init; }

    /// <summary>2–256 characters; null = none.</summary>
    public string? Description { get; init; }

    /// <summary>Family; null = none.</summary>
    public string? ImageFamily { get; init; }

    /// <summary>Version; null = none.</summary>
    public string? ImageVersion { get; init; }

    /// <summary><c>x86_64</c>, <c>arm64</c> or <c>i386</c>; only for images of snapshots.</summary>
    public string? Architecture { get; init; }

    /// <summary>For example <c>Aliyun</c>; only for images of snapshots.</summary>
    public string? Platform { get; init; }

    /// <summary><c>BIOS</c>, <c>UEFI</c> or <c>UEFI-Preferred</c>.</summary>
    public string? BootMode { get; init; }

    /// <summary><c>Standard</c> = check the image after it is made.</summary>
    public string? DetectionStrategy { get; init; }

    /// <summary>Resource group; null = the default one.</summary>
    public string? ResourceGroupId { get; init; }

    /// <summary>At most 20.</summary>
    [Wire("Tag")]
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>At most 64 ASCII characters. The same token with the same parameters does it once (facts §1.10).</summary>
    public string? ClientToken { get; init; }

    /// <summary>Check only.</summary>
    public bool DryRun { get; init; }

    internal override string Result => "ImageId";
}
