namespace SharedImages.Ecs;

/// <summary>A disk as DescribeDisks shows it (facts §2.14). Fields that ECS leaves out are empty, zero or null.</summary>
public sealed record Disk
{
    /// <summary>For example <c>d-bp1…</c>.</summary>
    public string DiskId { get; init => field = value ?? ""; } = "";

    /// <summary>Name.</summary>
    public string DiskName { get; init => field = value ?? ""; } = "";

    /// <summary><c>system</c> or <c>data</c>.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary><c>In_use</c>, <c>Available</c>, <c>Attaching</c>, <c>Detaching</c>, <c>Creating</c> or <c>ReIniting</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>For example <c>cloud_essd</c>.</summary>
    public string Category { get; init => field = value ?? ""; } = "";

    /// <summary>GiB.</summary>
    public int Size { get; init; }

    /// <summary>For example <c>/dev/xvda</c>; empty when it is not attached.</summary>
    public string Device { get; init => field = value ?? ""; } = "";

    /// <summary>The image it was made of.</summary>
    public string ImageId { get; init => field = value ?? ""; } = "";

    /// <summary>The instance it is attached to.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>The snapshot it was made of.</summary>
    public string SourceSnapshotId { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it is encrypted.</summary>
    public bool Encrypted { get; init; }

    /// <summary>The key that encrypts it.</summary>
    public string KMSKeyId { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it goes with its instance.</summary>
    public bool DeleteWithInstance { get; init; }

    /// <summary><c>PostPaid</c> or <c>PrePaid</c>.</summary>
    public string DiskChargeType { get; init => field = value ?? ""; } = "";

    /// <summary>Zone.</summary>
    public string ZoneId { get; init => field = value ?? ""; } = "";

    /// <summary>Region.</summary>
    public string RegionId { get; init => field = value ?? ""; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>What it is attached to.</summary>
    public IReadOnlyList<DiskAttachment> Attachments { get; init => field = value ?? []; } = [];

    /// <summary>What locks it; empty when nothing does.</summary>
    public IReadOnlyList<OperationLock> OperationLocks { get; init => field = value ?? []; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];
}
