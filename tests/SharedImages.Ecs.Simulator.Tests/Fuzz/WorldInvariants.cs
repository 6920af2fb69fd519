namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>What is true of a world whatever was asked of it (facts §1.7, §2.2, §2.6, §2.8, §4.2, §4.4).</summary>
internal static class WorldInvariants
{
    /// <param name="cloud">The world.</param>
    /// <param name="deletedSnapshots">Snapshots that were deleted while their images stayed.</param>
    public static void Check(Cloud cloud, IReadOnlySet<string> deletedSnapshots) => cloud.Enter(() =>
    {
        var rules = cloud.Rules;
        string[] ids =
        [
            .. cloud.Images.All.Select(image => image.ImageId), .. cloud.Snapshots.All.Select(snapshot => snapshot.SnapshotId),
            .. cloud.Fleet.Instances.All.Select(instance => instance.InstanceId), .. cloud.Fleet.Disks.All.Select(disk => disk.DiskId), .. cloud.Tasks.All.Select(task => task.TaskId),
        ];
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(ids.Length, "Ids are unique.");
        foreach (var image in cloud.Images.All)
        {
            image.Disks.ShouldAllBe(disk => cloud.Snapshots.Find(disk.SnapshotId) != null || deletedSnapshots.Contains(disk.SnapshotId), $"The snapshots of {image.ImageId} are there.");
            image.Shares.Count.ShouldBeLessThanOrEqualTo(rules.SharesPerImage);
            image.Shares.ShouldNotContainKey(image.Owner);
            image.Tags.Count.ShouldBeLessThanOrEqualTo(20);
        }

        foreach (var images in cloud.Images.All.GroupBy(image => (image.Owner, image.Region)))
        {
            images.Count().ShouldBeLessThanOrEqualTo(rules.ImageQuota);
            images.Count(image => image.Copy is { IsRunning: true }).ShouldBeLessThanOrEqualTo(rules.CopiesAtOnce);
            images.Select(image => image.Name).Distinct(StringComparer.Ordinal).Count().ShouldBe(images.Count(), "Names are unique per account and region.");
        }

        foreach (var instances in cloud.Fleet.Instances.All.GroupBy(instance => (instance.Owner, instance.Region)))
        {
            instances.Sum(instance => instance.Type.Cores).ShouldBeLessThanOrEqualTo(rules.VcpuQuota);
        }

        foreach (var instance in cloud.Fleet.Instances.All)
        {
            cloud.Fleet.DisksOf(instance).ShouldAllBe(disk => cloud.Fleet.Disks.Find(disk.DiskId) == disk && disk.InstanceId == instance.InstanceId);
            cloud.Fleet.DisksOf(instance).Count(disk => disk.IsSystem).ShouldBe(1);
            instance.Tags.Count.ShouldBeLessThanOrEqualTo(20);
        }

        foreach (var zone in cloud.Regions.SelectMany(cloud.Market.ZonesOf))
        {
            foreach (var type in cloud.Market.Types)
            {
                cloud.StockTaken(zone, type).ShouldBeLessThanOrEqualTo(cloud.Market.Count(zone, type) ?? int.MaxValue);
            }
        }
    });
}
