namespace SharedImages.Ecs;

/// <summary>Request of StopInstances (facts §2.10).</summary>
public sealed record StopInstancesRequest : EcsRequest<InstanceBatchResponse>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>1–100 instances.</summary>
    [Wire("InstanceId")]
    public required IReadOnlyList<string> InstanceIds { get; init; }

    /// <summary><c>AllTogether</c> (default) or <c>SuccessFirst</c>.</summary>
    public string? BatchOptimization { get; init; }

    /// <summary>Cut the power instead of shutting down.</summary>
    public bool ForceStop { get; init; }

    /// <summary><c>StopCharging</c> or <c>KeepCharging</c>; null = the account's default.</summary>
    public string? StoppedMode { get; init; }

    /// <summary>Check only.</summary>
    public bool DryRun { get; init; }

    internal override string Result => "InstanceResponses";
}
