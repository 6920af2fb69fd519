namespace SharedImages.Ecs;

/// <summary>Answer of DescribeTaskAttribute (facts §2.17).</summary>
public sealed record DescribeTaskAttributeResponse
{
    /// <summary>For example <c>t-bp1…</c>.</summary>
    public string TaskId { get; init => field = value ?? ""; } = "";

    /// <summary><c>ImportImage</c>, <c>ExportImage</c>, …</summary>
    public string TaskAction { get; init => field = value ?? ""; } = "";

    /// <summary><c>Processing</c>, <c>Finished</c>, <c>Failed</c>, …</summary>
    public string TaskStatus { get; init => field = value ?? ""; } = "";

    /// <summary>Whether CancelTask can end it.</summary>
    public bool SupportCancel { get; init; }

    /// <summary>Progress, for example <c>100%</c>.</summary>
    public string TaskProcess { get; init => field = value ?? ""; } = "";

    /// <summary>How many resources it works on.</summary>
    public int TotalCount { get; init; }

    /// <summary>How many are done.</summary>
    public int SuccessCount { get; init; }

    /// <summary>How many have failed.</summary>
    public int FailedCount { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedTime { get; init; }

    /// <summary>ECS's id of the request.</summary>
    public string RequestId { get; init => field = value ?? ""; } = "";
}
