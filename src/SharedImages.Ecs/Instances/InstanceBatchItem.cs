namespace SharedImages.Ecs;

/// <summary>How it went with one instance of many (facts §2.10).</summary>
public sealed record InstanceBatchItem
{
    /// <summary>The instance.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>Status before; empty when it failed.</summary>
    public string PreviousStatus { get; init => field = value ?? ""; } = "";

    /// <summary>Status now; empty when it failed.</summary>
    public string CurrentStatus { get; init => field = value ?? ""; } = "";

    /// <summary><c>200</c>, or ECS's code of the failure.</summary>
    public string Code { get; init => field = value ?? ""; } = "";

    /// <summary><c>success</c>, or ECS's message of the failure.</summary>
    public string Message { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it was done.</summary>
    public bool Succeeded => Code == "200";
}
