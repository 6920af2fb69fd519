namespace SharedImages.Ecs;

/// <summary>Request of DeleteInstance (facts §2.10).</summary>
public sealed record DeleteInstanceRequest : EcsRequest<Acknowledgement>
{
    /// <summary>The instance's region; decides the endpoint, ECS has no such parameter here.</summary>
    [Wire(form: WireForm.NotSent)]
    public required override string RegionId { get; init; }

    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Delete it although it runs.</summary>
    public bool Force { get; init; }

    /// <summary>Cut the power instead of shutting down.</summary>
    public bool ForceStop { get; init; }

    /// <summary>Delete a subscription, too, when it has expired.</summary>
    public bool TerminateSubscription { get; init; }

    /// <summary>Check only.</summary>
    public bool DryRun { get; init; }
}
