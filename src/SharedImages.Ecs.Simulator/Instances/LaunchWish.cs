namespace SharedImages.Ecs.Simulator;

/// <summary>What a launch wants a place for.</summary>
internal sealed record LaunchWish(string Region, WorldInstanceType Type, ImageRecord Image, IReadOnlyList<DiskPlan> Disks, LaunchAmount Amount)
{
    /// <summary>Whether the system disk will be encrypted.</summary>
    public bool IsEncrypted => Disks[0].KMSKeyId is not null;
}
