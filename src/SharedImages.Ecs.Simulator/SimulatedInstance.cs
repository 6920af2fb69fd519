namespace SharedImages.Ecs.Simulator;

/// <summary>An instance in the simulator at one moment.</summary>
public sealed record SimulatedInstance
{
    /// <summary>Its id.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Owner's UID.</summary>
    public required string Account { get; init; }

    /// <summary>Its region.</summary>
    public required string Region { get; init; }

    /// <summary>Its zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>Pending</c>, <c>Starting</c>, <c>Running</c>, <c>Stopping</c> or <c>Stopped</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Its instance type.</summary>
    public required string InstanceType { get; init; }

    /// <summary>The image of its system disk.</summary>
    public required string ImageId { get; init; }

    /// <summary>Its disks, system disk first.</summary>
    public required IReadOnlyList<SimulatedDisk> Disks { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    internal static SimulatedInstance Of(InstanceRecord instance, Cloud cloud) => new()
    {
        InstanceId = instance.InstanceId,
        Account = instance.Owner,
        Region = instance.Region,
        Zone = instance.Zone.Id,
        Name = instance.Name,
        Status = instance.StatusAt(cloud.Now),
        InstanceType = instance.Type.Id,
        ImageId = instance.ImageAt(cloud.Now).ImageId,
        Disks = [.. cloud.Fleet.DisksOf(instance).Select(disk => SimulatedDisk.Of(disk, cloud))],
        Tags = new Dictionary<string, string>(instance.Tags, StringComparer.Ordinal),
    };
}
