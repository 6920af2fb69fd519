namespace SharedImages.Ecs;

/// <summary>Answer of ReplaceSystemDisk. It is over when the instance's locks are gone.</summary>
public sealed record ReplaceSystemDiskResponse
{
    /// <summary>The new disk's id; the old disk is released.</summary>
    public string DiskId { get; init => field = value ?? ""; } = "";

    /// <summary>ECS's id of the request.</summary>
    public string RequestId { get; init => field = value ?? ""; } = "";
}
