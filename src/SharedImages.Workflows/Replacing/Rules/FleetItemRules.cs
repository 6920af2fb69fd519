namespace SharedImages.Workflows;

/// <summary>What a replacement would do with each instance. Pure.</summary>
internal static class FleetItemRules
{
    /// <summary>The instances as a plan says them, those that have their image already included.</summary>
    /// <param name="chosen">All that are selected.</param>
    /// <param name="disks">The new disks, one wish for each selection; none = no image was found.</param>
    public static IReadOnlyList<PlannedItem> Items(IReadOnlyList<ChosenInstance> chosen, IReadOnlyList<DiskWish> disks) =>
        disks.Count == 0 ? [] : [.. chosen.Select(instance => Item(instance, disks[instance.Selection])).DistinctBy(item => item.Item)];

    private static PlannedItem Item(ChosenInstance instance, DiskWish disk) => new()
    {
        Item = instance.InstanceId,
        Route = instance.FormerImageId == disk.ImageId ? PlanRoute.Current : PlanRoute.Replace,
        Encrypted = disk.Encrypted,
        KmsKeyId = disk.KmsKeyId,
        ImageId = disk.ImageId,
        Present = instance.FormerImageId,
        Note = disk.Region,
    };
}
