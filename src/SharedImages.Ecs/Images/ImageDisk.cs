namespace SharedImages.Ecs;

/// <summary>One disk of an image that CreateImage makes (facts §2.7).</summary>
public sealed record ImageDisk : IWireFields
{
    /// <summary>For example <c>/dev/xvda</c>.</summary>
    public string? Device { get; init; }

    /// <summary><c>system</c> or <c>data</c>.</summary>
    public string? DiskType { get; init; }

    /// <summary>GiB.</summary>
    public int? Size { get; init; }

    /// <summary>The snapshot that it is made of.</summary>
    public string? SnapshotId { get; init; }
}
