namespace SharedImages.Ecs;

/// <summary>Request of CancelTask (facts §2.17).</summary>
public sealed record CancelTaskRequest : EcsRequest<Acknowledgement>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>The task.</summary>
    public required string TaskId { get; init; }
}
