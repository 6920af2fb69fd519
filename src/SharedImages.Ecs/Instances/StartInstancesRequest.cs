namespace SharedImages.Ecs;

/// <summary>Request of StartInstances (facts §2.10).</summary>
public sealed record StartInstancesRequest : EcsRequest<InstanceBatchResponse>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>1–100 instances.</summary>
    [Wire("InstanceId")]
    public required IReadOnlyList<string> InstanceIds { get; init; }

    /// <summary><c>AllTogether</c> (default) or <c>SuccessFirst</c>.</summary>
    public string? BatchOptimization { get; init; }

    /// <summary>Check only.</summary>
    public bool DryRun { get; init; }

    internal override string Result => "InstanceResponses";
}
