using System.Text.Json.Serialization;

namespace SharedImages.Ecs.Simulator;

/// <summary>An instance as the simulator keeps it. Its disks are in the fleet.</summary>
internal sealed class InstanceRecord : IResource
{
    public const string KeepCharging = "KeepCharging";
    public const string StopCharging = "StopCharging";

    [JsonInclude, JsonPropertyName("image"), JsonRequired]
    private BootedImage image;

    [JsonInclude, JsonPropertyName("nextImage")]
    private BootedImage? nextImage;

    [JsonInclude, JsonPropertyName("nextImageFrom")]
    private DateTimeOffset nextImageFrom;

    [JsonInclude, JsonPropertyName("lifecycle"), JsonRequired]
    private InstanceLifecycle lifecycle = null!;

    [JsonInclude, JsonPropertyName("startedAt")]
    private DateTimeOffset? startedAt;
    private Action? changed;

    public InstanceRecord(ImageRecord image) => this.image = new BootedImage(image.ImageId, image.Traits);

    [JsonConstructor]
    private InstanceRecord() => image = null!;

    public required string InstanceId { get; init; }

    public required string Owner { get; init; }

    public required WorldZone Zone { get; init; }

    public required string VSwitchId { get; init; }

    public required IReadOnlyList<string> SecurityGroupIds { get; init; }

    public required WorldInstanceType Type { get; init; }

    public required string Name { get; init; }

    public required string HostName { get; init; }

    public required string PrivateIp { get; init; }

    /// <summary>Null = none.</summary>
    public string? PublicIp { get; init; }

    public required LaunchOptions Options { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>Until then it is unknown to every call.</summary>
    public required DateTimeOffset VisibleFrom { get; init; }

    public bool IsLockedForSecurity
    {
        get;
        set
        {
            field = value;
            changed?.Invoke();
        }
    }

    /// <summary>When a spot instance is taken back, or was; null = nobody has said so.</summary>
    public DateTimeOffset? ReclaimedAt
    {
        get;
        set
        {
            field = value;
            changed?.Invoke();
        }
    }

    /// <summary>What is special about it.</summary>
    public IReadOnlyList<InstanceCondition> Conditions { get; init; } = [];

    public WatchedMap<string> Tags { get; init; } = new();

    public ListPosition Position => ListPosition.Of(CreationTime, InstanceId);

    public string Region => Zone.Region;

    /// <summary>How it was last stopped.</summary>
    public string StoppedMode
    {
        get;
        set
        {
            field = value;
            changed?.Invoke();
        }
    } = KeepCharging;

    public void Watch(Action changed)
    {
        this.changed = changed;
        Tags.OnChange = changed;
    }

    /// <summary>When time alone changes its status, its image, its locks or whether it is seen; null = never.</summary>
    public DateTimeOffset? NextChangeAfter(DateTimeOffset now) => Upcoming.First(now, lifecycle.Times.Append(VisibleFrom).Append(nextImageFrom).Append(ReclaimedAt ?? VisibleFrom));

    public bool Is(InstanceCondition condition) => Conditions.Contains(condition);

    public string StatusAt(DateTimeOffset now) => lifecycle.StatusAt(now);

    /// <summary>When it last began to start; null = never yet.</summary>
    public DateTimeOffset? StartTimeAt(DateTimeOffset now) => startedAt <= now ? startedAt : null;

    /// <summary>Says that it was started before the simulator was.</summary>
    public void WasStarted(DateTimeOffset at) => startedAt = at;

    /// <summary>Whether it takes a place in its zone's stock.</summary>
    public bool TakesStockAt(DateTimeOffset now) => StoppedMode != StopCharging || StatusAt(now) != InstanceStatus.Stopped;

    /// <summary>Puts it on the way to another status.</summary>
    public void Begin(InstanceLifecycle lifecycle)
    {
        this.lifecycle = lifecycle;
        startedAt = lifecycle.StartsAt ?? startedAt;
        changed?.Invoke();
    }

    /// <summary>Lets it stop by itself, at a moment to come.</summary>
    public void StopAt(Cloud cloud, DateTimeOffset at) => Begin(lifecycle.ThenStop(cloud, at));

    /// <summary>Whether the Cloud Assistant agent answers: some time after each start, and never when the image has none (facts §2.18).</summary>
    public bool HasAgentAt(DateTimeOffset now, Cloud cloud) =>
        ImageAt(now).Traits.HasAgent && StatusAt(now) == InstanceStatus.Running && now >= lifecycle.SinceAt(now) + cloud.Clock.Scale(cloud.Rules.AgentStart);

    /// <summary>What its system disk is made from, as far as the instance shows it.</summary>
    public BootedImage ImageAt(DateTimeOffset now) => nextImage is { } next && now >= nextImageFrom ? next : image;

    public bool IsReplacingAt(DateTimeOffset now) => nextImage is not null && now < nextImageFrom;

    /// <summary>Ids of all images that it boots from, or did before another replaced them.</summary>
    public IEnumerable<string> Images => nextImage is null || nextImage.ImageId == image.ImageId ? [image.ImageId] : [image.ImageId, nextImage.ImageId];

    /// <summary>Ids of the images in use: while one replaces another, both.</summary>
    public IEnumerable<string> ImagesAt(DateTimeOffset now)
    {
        var (shown, next) = (ImageAt(now).ImageId, nextImage?.ImageId);
        return next is null || next == shown ? [shown] : [shown, next];
    }

    /// <summary>Another image, which it shows from a moment to come; until then it is locked.</summary>
    public void ReplaceImage(ImageRecord image, DateTimeOffset from, DateTimeOffset now)
    {
        (this.image, nextImage, nextImageFrom) = (ImageAt(now), new BootedImage(image.ImageId, image.Traits), from);
        changed?.Invoke();
    }

    /// <summary>Why nothing can be done with it (facts §2.11). What ECS calls the lock of a replacement is not documented.</summary>
    public IEnumerable<string> LockReasonsAt(DateTimeOffset now)
    {
        if (IsLockedForSecurity)
        {
            yield return "security";
        }

        if (IsReplacingAt(now))
        {
            yield return "systemDiskReplacing";
        }

        if (now < ReclaimedAt)
        {
            yield return "Recycling";
        }
    }

    /// <summary>An image that was booted; it may be gone since.</summary>
    internal sealed record BootedImage(string ImageId, ImageTraits Traits);
}
