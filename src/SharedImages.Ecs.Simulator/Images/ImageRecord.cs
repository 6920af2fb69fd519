namespace SharedImages.Ecs.Simulator;

/// <summary>An image as the simulator keeps it.</summary>
internal sealed class ImageRecord : IResource
{
    private Action? changed;

    public required string ImageId { get; init; }

    public required string Owner { get; init; }

    public required string Region { get; init; }

    public required string Name
    {
        get;
        set
        {
            field = value;
            changed?.Invoke();
        }
    }

    public string Description { get; set; } = "";

    public string Family
    {
        get;
        set
        {
            field = value;
            changed?.Invoke();
        }
    } = "";

    public required string Architecture { get; init; }

    public required string BootMode { get; set; }

    public required string OSType { get; init; }

    public required string Platform { get; init; }

    public required string OSName { get; init; }

    public required string NvmeSupport { get; set; }

    public required string ImdsSupport { get; set; }

    /// <summary><c>BYOL</c>; empty for none.</summary>
    public string LicenseType { get; set; } = "";

    public bool HasAgent { get; init; } = true;

    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>Until then all calls but CopyImage behave as if it were not there.</summary>
    public required DateTimeOffset VisibleFrom { get; init; }

    public required IReadOnlyList<DiskRecord> Disks { get; init; }

    public bool Deprecated
    {
        get;
        set
        {
            field = value;
            changed?.Invoke();
        }
    }

    /// <summary>What is special about it.</summary>
    public HashSet<ImageCondition> Conditions { get; init; } = [];

    /// <summary>The copy that made or makes it; null = not made by CopyImage, or before the world began.</summary>
    public CreationJob? Copy { get; init; }

    /// <summary>Whether CopyImage made it, here or before the world began.</summary>
    public bool IsCopied { get => field || Copy is not null; init; }

    /// <summary>The CreateImage that made or makes it; null = not made so.</summary>
    public CreationJob? Build { get; init; }

    public WatchedMap<string> Tags { get; init; } = new();

    public WatchedMap<Share> Shares { get; init; } = new();

    public ListPosition Position => ListPosition.Of(CreationTime, ImageId);

    /// <summary>Null = it was finished before the simulator started.</summary>
    public CreationJob? Job => Copy ?? Build;

    public string Status => Deprecated ? ImageStatus.Deprecated : Is(ImageCondition.UnAvailable) ? ImageStatus.UnAvailable : Job?.ImageStatus ?? ImageStatus.Available;

    public ImageTraits Traits => new(Architecture, BootMode, OSType, Platform, OSName, NvmeSupport, ImdsSupport, HasAgent);

    public bool IsEncrypted => Disks.Any(disk => disk.KMSKeyId is not null);

    public void Watch(Action changed)
    {
        this.changed = changed;
        Tags.OnChange = changed;
        Shares.OnChange = changed;
        if (Job is { } job)
        {
            job.OnChange += changed;
        }
    }

    public int ProgressAt(DateTimeOffset now) => Job?.ProgressAt(now) ?? 100;

    public bool IsUsableAt(DateTimeOffset now, TimeSpan lag) =>
        Status is ImageStatus.Available or ImageStatus.Deprecated && (Job is null || now >= Job.EndedAt + lag);

    public bool IsCommunity => Is(ImageCondition.Community);

    public void LeaveCommunity()
    {
        Conditions.Remove(ImageCondition.Community);
        changed?.Invoke();
    }

    public bool Is(ImageCondition condition) => Conditions.Contains(condition);

    /// <summary>Own, of the community, or shared with the caller and not only a moment ago.</summary>
    public bool IsVisibleTo(string account, DateTimeOffset now) =>
        now >= VisibleFrom && (Owner == account || IsCommunity || (Shares.TryGetValue(account, out var share) && now >= share.VisibleFrom));
}
