namespace SharedImages.Ecs.Simulator;

/// <summary>An image in the simulator at one moment, all of it, whoever may see it.</summary>
public sealed record SimulatedImage
{
    /// <summary>Its id.</summary>
    public required string ImageId { get; init; }

    /// <summary>Owner's UID.</summary>
    public required string Account { get; init; }

    /// <summary>Its region.</summary>
    public required string Region { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its description.</summary>
    public required string Description { get; init; }

    /// <summary>Its family; empty for none.</summary>
    public required string Family { get; init; }

    /// <summary>One of <see cref="ImageStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Percent.</summary>
    public required int Progress { get; init; }

    /// <summary><c>BIOS</c>, <c>UEFI</c> or <c>UEFI-Preferred</c>.</summary>
    public required string BootMode { get; init; }

    /// <summary><c>supported</c> or <c>unsupported</c>.</summary>
    public required string NvmeSupport { get; init; }

    /// <summary><c>v1</c> or <c>v2</c>.</summary>
    public required string ImdsSupport { get; init; }

    /// <summary>Whether a disk is encrypted.</summary>
    public required bool Encrypted { get; init; }

    /// <summary>Key of the system disk; null when plain.</summary>
    public required string? KMSKeyId { get; init; }

    /// <summary>The image that it was copied from; null when it was not.</summary>
    public required string? CopiedFrom { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>When its copy ended; null while it runs or is queued, and for an image that was there before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>One per disk, system disk first.</summary>
    public required IReadOnlyList<string> SnapshotIds { get; init; }

    /// <summary>Accounts that it is shared with, in order.</summary>
    public required IReadOnlyList<string> SharedWith { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    internal static SimulatedImage Of(ImageRecord image, DateTimeOffset now) => new()
    {
        ImageId = image.ImageId,
        Account = image.Owner,
        Region = image.Region,
        Name = image.Name,
        Description = image.Description,
        Family = image.Family,
        Status = image.Status,
        Progress = image.ProgressAt(now),
        BootMode = image.BootMode,
        NvmeSupport = image.NvmeSupport,
        ImdsSupport = image.ImdsSupport,
        Encrypted = image.IsEncrypted,
        KMSKeyId = image.Disks[0].KMSKeyId,
        CopiedFrom = image.Copy?.SourceImageId,
        CreationTime = image.CreationTime,
        FinishedAt = image.Job?.EndedAt,
        SnapshotIds = [.. image.Disks.Select(disk => disk.SnapshotId)],
        SharedWith = [.. image.Shares.Keys],
        Tags = new Dictionary<string, string>(image.Tags, StringComparer.Ordinal),
    };
}
