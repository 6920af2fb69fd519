namespace SharedImages.Ecs.Simulator;

/// <summary>A snapshot as the simulator keeps it. It outlives the images and the disk that it is about.</summary>
internal sealed class SnapshotRecord : IResource
{
    public required string SnapshotId { get; init; }

    public required string Owner { get; init; }

    public required string Region { get; init; }

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>The disk's type, <c>system</c> or <c>data</c>.</summary>
    public required string DiskType { get; init; }

    /// <summary>GiB.</summary>
    public required int Size { get; init; }

    public required string? KMSKeyId { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>The image it was made for; empty = it was made of a disk for itself.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>Images that were made from it later.</summary>
    public HashSet<string> FurtherImages { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The disk it was made of; empty = none that the simulator knows.</summary>
    public string SourceDiskId { get; init; } = "";

    /// <summary>Empty unless it was made by a copy.</summary>
    public string SourceSnapshotId { get; init; } = "";

    /// <summary>Empty unless it was made by a copy.</summary>
    public string SourceRegion { get; init; } = "";

    /// <summary>Null = it is kept for ever.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>Of the system on it; null for a data disk's.</summary>
    public ImageTraits? Traits { get; init; }

    /// <summary>What makes it; null = finished before the simulator started.</summary>
    public CreationJob? Job { get; init; }

    public WatchedMap<string> Tags { get; init; } = new();

    public ListPosition Position => ListPosition.Of(CreationTime, SnapshotId);

    public string Status => Job?.SnapshotStatus ?? "accomplished";

    public void Watch(Action changed)
    {
        Tags.OnChange = changed;
        if (Job is { } job)
        {
            job.OnChange += changed;
        }
    }

    /// <summary>Whether an image that it is behind is still there.</summary>
    public bool BacksImage(Cloud cloud) => ImagesIn(cloud).Count > 0;

    /// <summary>The images that it is behind and that are still there.</summary>
    public IReadOnlyCollection<ImageRecord> ImagesIn(Cloud cloud) => [.. FurtherImages.Append(ImageId).Select(cloud.Images.Find).OfType<ImageRecord>()];

    /// <summary>Whether a disk that was made from it is still there.</summary>
    public bool BacksDisk(Cloud cloud) => cloud.Fleet.DiskLists[DiskKeys.MadeFrom(Region, SnapshotId)].Count > 0;

    /// <summary>As DescribeSnapshots says it (facts §2.14).</summary>
    public string Usage(Cloud cloud) => (BacksImage(cloud), BacksDisk(cloud)) switch
    {
        (true, true) => "image_disk",
        (true, false) => "image",
        (false, true) => "disk",
        (false, false) => "none",
    };

    public int ProgressAt(DateTimeOffset now) => Job?.ProgressAt(now) ?? 100;
}
