namespace SharedImages.Ecs;

/// <summary>Status of an instance (facts §2.11).</summary>
public sealed record InstanceState
{
    /// <summary>The instance.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary><c>Pending</c>, <c>Starting</c>, <c>Running</c>, <c>Stopping</c> or <c>Stopped</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";
}
