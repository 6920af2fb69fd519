namespace SharedImages.Ecs;

/// <summary>Request of DescribeDisks (facts §2.14). Null or empty = any; paging is the client's business.</summary>
public sealed record DescribeDisksRequest : EcsListRequest<Disk>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>At most 100 ids; an empty list finds nothing, null everything.</summary>
    [Wire(form: WireForm.JsonText)]
    public IReadOnlyList<string>? DiskIds { get; init; }

    /// <summary>Disks of this instance.</summary>
    public string? InstanceId { get; init; }

    /// <summary><c>system</c>, <c>data</c> or <c>all</c>.</summary>
    public string? DiskType { get; init; }

    /// <summary>For example <c>cloud_essd</c>.</summary>
    public string? Category { get; init; }

    /// <summary><c>In_use</c>, <c>Available</c>, <c>Attaching</c>, <c>Detaching</c>, <c>Creating</c>, <c>ReIniting</c> or <c>All</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Disks made of this snapshot.</summary>
    public string? SnapshotId { get; init; }

    /// <summary>Whether it is encrypted.</summary>
    public bool? Encrypted { get; init; }

    /// <summary>Disks under this key.</summary>
    public string? KMSKeyId { get; init; }

    /// <summary>Zone.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Name; <c>*</c> stands for anything.</summary>
    public string? DiskName { get; init; }

    /// <summary>Resource group.</summary>
    public string? ResourceGroupId { get; init; }

    /// <summary>Only disks with all of these tags.</summary>
    [Wire("Tag")]
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    internal override Listing Listing => new("Disks", "Disk", "DiskId", PageSize: 100);

    internal override bool FindsNothing => DiskIds is { Count: 0 };
}
