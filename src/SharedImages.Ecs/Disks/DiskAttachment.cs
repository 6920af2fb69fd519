namespace SharedImages.Ecs;

/// <summary>What a disk is attached to (facts §2.14).</summary>
public sealed record DiskAttachment
{
    /// <summary>The instance.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>For example <c>/dev/xvda</c>.</summary>
    public string Device { get; init => field = value ?? ""; } = "";

    /// <summary>Since when.</summary>
    public DateTimeOffset? AttachedTime { get; init; }
}
