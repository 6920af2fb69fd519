namespace SharedImages.Ecs;

/// <summary>Request of StartInstance (facts §2.10).</summary>
public sealed record StartInstanceRequest : EcsRequest<Acknowledgement>
{
    /// <summary>The instance's region; decides the endpoint, ECS has no such parameter here.</summary>
    [Wire(form: WireForm.NotSent)]
    public required override string RegionId { get; init; }

    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Put its local disks back to how they began.</summary>
    public bool InitLocalDisk { get; init; }

    /// <summary>Check only.</summary>
    public bool DryRun { get; init; }
}
