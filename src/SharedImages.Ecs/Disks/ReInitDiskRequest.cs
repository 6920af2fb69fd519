namespace SharedImages.Ecs;

/// <summary>Request of ReInitDisk (facts §2.13). The disk must be In_use and its instance Stopped.</summary>
public sealed record ReInitDiskRequest : EcsRequest<Acknowledgement>
{
    /// <summary>The disk's region; decides the endpoint, ECS has no such parameter here.</summary>
    [Wire(form: WireForm.NotSent)]
    public required override string RegionId { get; init; }

    /// <summary>The disk.</summary>
    public required string DiskId { get; init; }

    /// <summary>8–30 characters. Travels in the address of the request, so a key pair is better.</summary>
    public string? Password { get; init; }

    /// <summary>Key pair.</summary>
    public string? KeyPairName { get; init; }

    /// <summary>Start the instance afterwards.</summary>
    public bool? AutoStartInstance { get; init; }

    /// <summary><c>Active</c> or <c>Deactive</c>.</summary>
    public string? SecurityEnhancementStrategy { get; init; }
}
