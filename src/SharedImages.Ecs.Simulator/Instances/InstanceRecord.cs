namespace SharedImages.Ecs.Simulator;

/// <summary>An instance as the simulator keeps it. Its disks are in the fleet.</summary>
internal sealed class InstanceRecord
{
    public const string KeepCharging = "KeepCharging";
    public const string StopCharging = "StopCharging";

    private Course? _course;
    private DateTimeOffset? _startedAt;

    public required string InstanceId { get; init; }

    public required string Owner { get; init; }

    public required WorldZone Zone { get; init; }

    public required string VSwitchId { get; init; }

    public required IReadOnlyList<string> SecurityGroupIds { get; init; }

    public required WorldInstanceType Type { get; init; }

    /// <summary>The image of its system disk.</summary>
    public required string ImageId { get; init; }

    public required ImageTraits Traits { get; init; }

    public required string Name { get; init; }

    public required string HostName { get; init; }

    public required string PrivateIp { get; init; }

    /// <summary>Null = none.</summary>
    public string? PublicIp { get; init; }

    public required LaunchOptions Options { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public bool IsLockedForSecurity { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public string Region => Zone.Region;

    /// <summary>How it was last stopped.</summary>
    public string StoppedMode { get; set; } = KeepCharging;

    public string StatusAt(DateTimeOffset now) => _course!.StatusAt(now);

    /// <summary>When it last began to start; null = never yet.</summary>
    public DateTimeOffset? StartTimeAt(DateTimeOffset now) => _startedAt <= now ? _startedAt : null;

    /// <summary>Whether it takes a place in its zone's stock.</summary>
    public bool HoldsPlaceAt(DateTimeOffset now) => StoppedMode != StopCharging || StatusAt(now) != InstanceStatus.Stopped;

    /// <summary>Puts it on the way to another status.</summary>
    public void Begin(Course course)
    {
        _course = course;
        _startedAt = course.StartsAt ?? _startedAt;
    }

    /// <summary>Why nothing can be done with it (facts §2.11).</summary>
    public IReadOnlyList<string> LockReasons => IsLockedForSecurity ? ["security"] : [];

    public bool Uses(string imageId) => ImageId == imageId;
}
