namespace SharedImages.Ecs;

/// <summary>A task (facts §2.17).</summary>
public sealed record EcsTask
{
    /// <summary>For example <c>t-bp1…</c>.</summary>
    public string TaskId { get; init => field = value ?? ""; } = "";

    /// <summary><c>ImportImage</c>, <c>ExportImage</c>, …</summary>
    public string TaskAction { get; init => field = value ?? ""; } = "";

    /// <summary><c>Processing</c>, <c>Finished</c>, <c>Failed</c>, …</summary>
    public string TaskStatus { get; init => field = value ?? ""; } = "";

    /// <summary>Whether CancelTask can end it.</summary>
    public bool SupportCancel { get; init; }

    /// <summary>What it works on.</summary>
    public string ResourceId { get; init => field = value ?? ""; } = "";

    /// <summary>When it began.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedTime { get; init; }
}
