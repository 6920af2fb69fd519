using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>Reads images from DescribeImages (facts §2.1).</summary>
internal static class ImageJson
{
    public static Image Read(JsonElement image)
    {
        var features = image.Field("Features") ?? default;
        return new()
        {
            ImageId = image.Text("ImageId"),
            ImageName = image.Text("ImageName"),
            Description = image.Text("Description"),
            ImageFamily = image.Text("ImageFamily"),
            ImageOwnerId = image.Text("ImageOwnerId"),
            ImageOwnerAlias = image.Text("ImageOwnerAlias"),
            Status = image.Text("Status"),
            Progress = image.Percent("Progress"),
            Usable = image.Bool("Usable"),
            CreationTime = image.Time("CreationTime"),
            Size = image.Int("Size") ?? 0,
            Architecture = image.Text("Architecture"),
            OSType = image.Text("OSType"),
            OSName = image.Text("OSName"),
            Platform = image.Text("Platform"),
            BootMode = image.Text("BootMode"),
            IsCopied = image.Bool("IsCopied") ?? false,
            IsPublic = image.Bool("IsPublic") ?? false,
            IsSelfShared = image.Bool("IsSelfShared") ?? false,
            NvmeSupport = features.Text("NvmeSupport"),
            ImdsSupport = features.Text("ImdsSupport"),
            DiskDeviceMappings = [.. image.List("DiskDeviceMappings", "DiskDeviceMapping").Select(ReadDisk).OrderBy(disk => disk.Type != "system")],
            Tags = [.. image.List("Tags", "Tag").Select(tag => new Tag(tag.Text("TagKey"), tag.Text("TagValue")))],
        };
    }

    private static DiskDeviceMapping ReadDisk(JsonElement disk) => new(
        disk.Text("Device"),
        disk.Text("Type"),
        disk.Int("Size") ?? 0,
        disk.Text("SnapshotId"),
        disk.Bool("Encrypted") ?? false,
        disk.Percent("Progress"),
        disk.Int("RemainTime"));
}
