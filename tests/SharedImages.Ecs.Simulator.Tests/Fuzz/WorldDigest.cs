namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>All that a world holds in one number, the same within one run for as long as nothing changes.</summary>
internal static class WorldDigest
{
    public static int Of(Cloud cloud) => cloud.Enter(() =>
    {
        var hash = default(HashCode);
        foreach (var image in cloud.Images.All)
        {
            Add(ref hash, image.ImageId, image.Name, image.Description, image.Family, image.Status, image.BootMode, image.NvmeSupport, image.ImdsSupport);
            Add(ref hash, image.Tags);
            hash.Add(image.IsCommunity);
            foreach (var (account, share) in image.Shares)
            {
                hash.Add(account);
                hash.Add(share);
            }
        }

        foreach (var snapshot in cloud.Snapshots.All)
        {
            Add(ref hash, snapshot.SnapshotId, snapshot.Name, snapshot.Status);
            Add(ref hash, snapshot.Tags);
        }

        foreach (var instance in cloud.Fleet.Instances.All)
        {
            Add(ref hash, instance.InstanceId, instance.StatusAt(cloud.Now), instance.StoppedMode, instance.ImageAt(cloud.Now).ImageId, instance.Name);
            hash.Add(instance.IsReplacingAt(cloud.Now));
            Add(ref hash, instance.Tags);
        }

        foreach (var disk in cloud.Fleet.Disks.All)
        {
            Add(ref hash, disk.DiskId, disk.StatusAt(cloud.Now), disk.InstanceId);
            Add(ref hash, disk.Tags);
        }

        foreach (var task in cloud.Tasks.All)
        {
            Add(ref hash, task.TaskId, task.StatusAt(cloud.Now));
        }

        foreach (var invocation in cloud.Invocations.All)
        {
            Add(ref hash, invocation.InvokeId);
        }

        foreach (var command in cloud.Commands.All)
        {
            Add(ref hash, command.CommandId);
        }

        return hash.ToHashCode();
    });

    private static void Add(ref HashCode hash, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            hash.Add(text);
        }
    }

    private static void Add(ref HashCode hash, IReadOnlyDictionary<string, string> tags)
    {
        foreach (var (key, value) in tags)
        {
            Add(ref hash, key, value);
        }
    }
}
