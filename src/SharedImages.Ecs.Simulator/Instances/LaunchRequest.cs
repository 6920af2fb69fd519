namespace SharedImages.Ecs.Simulator;

/// <summary>What a launch needs room for.</summary>
internal sealed record LaunchRequest(string Region, WorldInstanceType Type, ImageRecord Image, IReadOnlyList<DiskPlan> Disks, LaunchAmount Amount)
{
    /// <summary>Whether the system disk will be encrypted.</summary>
    public bool IsEncrypted => Disks[0].KMSKeyId is not null;
}
