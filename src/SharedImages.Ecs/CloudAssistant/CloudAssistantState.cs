namespace SharedImages.Ecs;

/// <summary>The agent of an instance (facts §2.18). An image without an agent stays so for ever.</summary>
public sealed record CloudAssistantState
{
    /// <summary>The instance.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>Whether commands can be run.</summary>
    public bool CloudAssistantStatus { get; init; }

    /// <summary>Version of the agent.</summary>
    public string CloudAssistantVersion { get; init => field = value ?? ""; } = "";

    /// <summary>When it was last heard of.</summary>
    public DateTimeOffset? LastHeartbeatTime { get; init; }

    /// <summary>When it last ran a command.</summary>
    public DateTimeOffset? LastInvokedTime { get; init; }

    /// <summary>How many commands it has run.</summary>
    public int InvocationCount { get; init; }

    /// <summary>How many it is running.</summary>
    public int ActiveTaskCount { get; init; }

    /// <summary><c>Windows</c>, <c>Linux</c> or <c>FreeBSD</c>.</summary>
    public string OSType { get; init => field = value ?? ""; } = "";

    /// <summary>Whether sessions can be opened.</summary>
    public bool SupportSessionManager { get; init; }
}
