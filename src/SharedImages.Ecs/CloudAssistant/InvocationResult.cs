namespace SharedImages.Ecs;

/// <summary>What came of a command on one instance (facts §2.18).</summary>
public sealed record InvocationResult
{
    /// <summary>Invocation.</summary>
    public string InvokeId { get; init => field = value ?? ""; } = "";

    /// <summary>Command.</summary>
    public string CommandId { get; init => field = value ?? ""; } = "";

    /// <summary>Instance.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary><c>Pending</c>, <c>Invalid</c>, <c>Aborted</c>, <c>Running</c>, <c>Success</c>, <c>Failed</c>, <c>Error</c>, <c>Timeout</c>, <c>Cancelled</c>, <c>Stopping</c>, <c>Terminated</c> or <c>Scheduled</c>.</summary>
    public string InvocationStatus { get; init => field = value ?? ""; } = "";

    /// <summary><c>Running</c>, <c>Finished</c>, <c>Success</c>, <c>Failed</c>, <c>PartialFailed</c>, <c>Stopping</c> or <c>Stopped</c>.</summary>
    public string InvokeRecordStatus { get; init => field = value ?? ""; } = "";

    /// <summary>Exit code; null while it runs.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Output, in the encoding that was asked for.</summary>
    public string Output { get; init => field = value ?? ""; } = "";

    /// <summary>How many bytes of the output are missing.</summary>
    public int Dropped { get; init; }

    /// <summary>Why it could not run, for example <c>ClientNotRunning</c>; empty when it could.</summary>
    public string ErrorCode { get; init => field = value ?? ""; } = "";

    /// <summary>What ECS says about it.</summary>
    public string ErrorInfo { get; init => field = value ?? ""; } = "";

    /// <summary>How often it has run.</summary>
    public int Repeats { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedTime { get; init; }

    /// <summary>When it was stopped.</summary>
    public DateTimeOffset? StopTime { get; init; }

    /// <summary>Who ran it.</summary>
    public string Username { get; init => field = value ?? ""; } = "";

    /// <summary>Tags.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];
}
