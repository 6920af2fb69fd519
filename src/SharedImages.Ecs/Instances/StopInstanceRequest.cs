namespace SharedImages.Ecs;

/// <summary>Request of StopInstance (facts §2.10).</summary>
public sealed record StopInstanceRequest : EcsRequest<Acknowledgement>
{
    /// <summary>The instance's region; decides the endpoint, ECS has no such parameter here.</summary>
    [Wire(form: WireForm.NotSent)]
    public required override string RegionId { get; init; }

    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Cut the power instead of shutting down.</summary>
    public bool ForceStop { get; init; }

    /// <summary><c>StopCharging</c> or <c>KeepCharging</c>; null = the account's default.</summary>
    public string? StoppedMode { get; init; }

    /// <summary>Check only.</summary>
    public bool DryRun { get; init; }
}
