namespace SharedImages.Ecs.Simulator;

/// <summary>A disk of an instance as the simulator keeps it; an image's own is a <see cref="DiskRecord"/>.</summary>
internal sealed class CloudDisk : IResource
{
    private Action? changed;

    public required string DiskId { get; init; }

    public required string Owner { get; init; }

    public required WorldZone Zone { get; init; }

    public required DiskPlan Plan { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>The instance that it is attached to; null = none any more.</summary>
    public required string? InstanceId
    {
        get;
        set
        {
            field = value;
            changed?.Invoke();
        }
    }

    /// <summary>Until then it is being made.</summary>
    public required DateTimeOffset ReadyAt { get; init; }

    /// <summary>Until then it is being brought back to its source.</summary>
    public DateTimeOffset ReInitUntil
    {
        get;
        set
        {
            field = value;
            changed?.Invoke();
        }
    }

    public WatchedMap<string> Tags { get; init; } = new();

    public ListPosition Position => ListPosition.Of(CreationTime, DiskId);

    public string Region => Zone.Region;

    public bool IsSystem => Plan.Type == "system";

    public void Watch(Action changed)
    {
        this.changed = changed;
        Tags.OnChange = changed;
    }

    /// <summary>When time alone changes its status; null = never.</summary>
    public DateTimeOffset? NextChangeAfter(DateTimeOffset now) => Upcoming.First(now, [ReadyAt, ReInitUntil]);

    public string StatusAt(DateTimeOffset now) => this switch
    {
        _ when now < ReadyAt => DiskStatus.Creating,
        { InstanceId: null } => DiskStatus.Available,
        _ when now < ReInitUntil => DiskStatus.ReIniting,
        _ => DiskStatus.InUse,
    };
}
