namespace SharedImages.Ecs.Simulator;

/// <summary>Makes instances as the world describes them, past all checks of a launch.</summary>
internal static class StandingInstance
{
    /// <exception cref="KeyNotFoundException">The world has no such image, type or zone.</exception>
    public static InstanceRecord Add(Cloud cloud, string owner, WorldInstance definition)
    {
        var image = cloud.Images.FindIn(definition.Region, definition.Image).FirstOrDefault()
            ?? throw new KeyNotFoundException($"The simulator has no image {definition.Image} in {definition.Region}.");
        var type = cloud.Market.Type(definition.InstanceType)
            ?? throw new KeyNotFoundException($"The simulator has no instance type {definition.InstanceType}.");
        var zone = cloud.Market.ZonesOf(definition.Region).FirstOrDefault(candidate => definition.Zone is null || candidate.Id == definition.Zone)
            ?? throw new KeyNotFoundException($"The simulator has no zone {definition.Zone} in {definition.Region}.");
        var created = definition.CreationTime ?? cloud.Now;
        var instanceId = definition.Id ?? cloud.Ids.Next("i");
        var instance = new InstanceRecord(image)
        {
            InstanceId = instanceId,
            Owner = owner,
            Zone = zone,
            VSwitchId = zone.VSwitches[0],
            SecurityGroupIds = [cloud.SecurityGroupsOf(definition.Region)[0]],
            Type = type,
            Name = definition.Name,
            HostName = LaunchNames.DefaultHostName(instanceId),
            PrivateIp = Fleet.PrivateIp(cloud.Fleet.NextNumber()),
            Options = LaunchOptions.Ordinary,
            CreationTime = created,
            VisibleFrom = DateTimeOffset.MinValue,
            Conditions = definition.Conditions,
        };
        instance.Begin(InstanceLifecycle.Standing(definition.Status, created));
        instance.WasStarted(created);
        instance.Tags.Set(definition.Tags);
        cloud.Fleet.Add(instance, Plans(cloud, image, owner, definition).Select(plan => plan.Make(cloud, instance, ready: TimeSpan.Zero)));
        return instance;
    }

    private static IEnumerable<DiskPlan> Plans(Cloud cloud, ImageRecord image, string owner, WorldInstance definition)
    {
        var serviceKey = cloud.Account(owner)?.ServiceKeyIn(definition.Region);
        foreach (var disk in image.Disks)
        {
            var isOwn = image.Owner == owner;
            yield return new DiskPlan
            {
                Type = disk.Type,
                Device = disk.Device,
                Size = disk.Type == "system" ? DiskSizes.System(given: null, disk.Size, least: 0) : disk.Size,
                KMSKeyId = disk.KMSKeyId is null || isOwn ? disk.KMSKeyId : serviceKey,
                ImageId = image.ImageId,
                SourceSnapshotId = isOwn ? disk.SnapshotId : "",
            };
        }

        foreach (var (disk, index) in definition.DataDisks.Select((disk, index) => (disk, index)))
        {
            yield return new DiskPlan
            {
                Type = "data",
                Device = $"/dev/xvd{(char)('a' + image.Disks.Count + index)}",
                Size = disk.Size,
                KMSKeyId = disk.KMSKeyId,
                ImageId = "",
                SourceSnapshotId = "",
            };
        }
    }
}
