namespace SharedImages.Ecs;

/// <summary>How it went with one instance of many (facts §2.10).</summary>
public sealed record InstanceBatchItem
{
    /// <summary>The instance.</summary>
    public string InstanceId { get; init; } = "";

    /// <summary>Status before; empty when it failed.</summary>
    public string PreviousStatus { get; init; } = "";

    /// <summary>Status now; empty when it failed.</summary>
    public string CurrentStatus { get; init; } = "";

    /// <summary><c>200</c>, or ECS's code of the failure.</summary>
    public string Code { get; init; } = "";

    /// <summary><c>success</c>, or ECS's message of the failure.</summary>
    public string Message { get; init; } = "";

    /// <summary>Whether it was done.</summary>
    public bool Succeeded => Code == "200";
}
