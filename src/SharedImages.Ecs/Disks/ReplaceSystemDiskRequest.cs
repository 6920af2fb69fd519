namespace SharedImages.Ecs;

/// <summary>Request of ReplaceSystemDisk (facts §2.12). The instance must be Stopped, best with <c>KeepCharging</c>.</summary>
public sealed record ReplaceSystemDiskRequest : EcsRequest<ReplaceSystemDiskResponse>
{
    /// <summary>The instance's region; decides the endpoint, ECS has no such parameter here.</summary>
    [Wire(form: WireForm.NotSent)]
    public required override string RegionId { get; init; }

    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The new image; it must have no data disk.</summary>
    public required string ImageId { get; init; }

    /// <summary>The new disk; null = as large as the image, at least 40 GiB.</summary>
    public ReplacementDisk? SystemDisk { get; init; }

    /// <summary>True is needed where the image is shared and encrypted.</summary>
    public bool? Encrypted { get; init; }

    /// <summary>Key of the region; null = the account's service key.</summary>
    public string? KMSKeyId { get; init; }

    /// <summary>Key pair.</summary>
    public string? KeyPairName { get; init; }

    /// <summary>8–30 characters. Travels in the address of the request, so a key pair is better.</summary>
    public string? Password { get; init; }

    /// <summary>Take the image's password.</summary>
    public bool? PasswordInherit { get; init; }

    /// <summary><c>Active</c> or <c>Deactive</c>.</summary>
    public string? SecurityEnhancementStrategy { get; init; }

    /// <summary>Use the services that come with the image.</summary>
    public bool? UseAdditionalService { get; init; }

    /// <summary>At most 64 ASCII characters. The same token with the same parameters does it once (facts §1.10).</summary>
    public string? ClientToken { get; init; }

    internal override string Result => "DiskId";
}
