namespace SharedImages.Ecs.Simulator;

/// <summary>A snapshot as the simulator keeps it. It outlives the image that it was made for.</summary>
internal sealed class SnapshotRecord
{
    public required string SnapshotId { get; init; }

    public required string Owner { get; init; }

    public required string Region { get; init; }

    /// <summary>The disk's type, <c>system</c> or <c>data</c>.</summary>
    public required string DiskType { get; init; }

    /// <summary>GiB.</summary>
    public required int Size { get; init; }

    public required string? KMSKeyId { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>The image it was made for.</summary>
    public required string ImageId { get; init; }

    /// <summary>Empty unless it was made by a copy.</summary>
    public string SourceSnapshotId { get; init; } = "";

    /// <summary>Empty unless it was made by a copy.</summary>
    public string SourceRegion { get; init; } = "";

    /// <summary>The copy that makes it; null = finished before the simulator started.</summary>
    public CopyJob? Copy { get; init; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public string Status => Copy?.SnapshotStatus ?? "accomplished";

    /// <summary>Whether the image it was made for is still there.</summary>
    public bool BacksImage(Cloud cloud) => cloud.Images.Find(ImageId) is not null;

    public int ProgressAt(DateTimeOffset now) => Copy?.ProgressAt(now) ?? 100;
}
