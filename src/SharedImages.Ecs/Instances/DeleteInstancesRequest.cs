namespace SharedImages.Ecs;

/// <summary>Request of DeleteInstances (facts §2.10).</summary>
public sealed record DeleteInstancesRequest : EcsRequest<Acknowledgement>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>1–100 instances.</summary>
    [Wire("InstanceId")]
    public required IReadOnlyList<string> InstanceIds { get; init; }

    /// <summary>Delete those, too, that run.</summary>
    public bool Force { get; init; }

    /// <summary>Cut the power instead of shutting down.</summary>
    public bool ForceStop { get; init; }

    /// <summary>Delete subscriptions, too, when they have expired.</summary>
    public bool TerminateSubscription { get; init; }

    /// <summary>At most 64 ASCII characters. The same token with the same parameters does it once (facts §1.10).</summary>
    public string? ClientToken { get; init; }

    /// <summary>Check only.</summary>
    public bool DryRun { get; init; }
}
