namespace SharedImages.Ecs;

/// <summary>Answer of StartInstances and StopInstances.</summary>
public sealed record InstanceBatchResponse
{
    /// <summary>How it went with each; empty after a dry run.</summary>
    public IReadOnlyList<InstanceBatchItem> InstanceResponses { get; init => field = value ?? []; } = [];

    /// <summary>ECS's id of the request.</summary>
    public string RequestId { get; init => field = value ?? ""; } = "";
}
