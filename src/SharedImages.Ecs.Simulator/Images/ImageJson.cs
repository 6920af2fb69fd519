using System.Globalization;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>An image as DescribeImages shows it to one account (facts §2.1, A2), with ECS's mix of numbers and strings.</summary>
internal static class ImageJson
{
    public static JsonObject Write(ImageRecord image, string viewer, Cloud cloud)
    {
        var own = image.Owner == viewer;
        return new JsonObject
        {
            ["ImageId"] = image.ImageId,
            ["ImageName"] = image.Name,
            ["Description"] = image.Description,
            ["ImageOwnerAlias"] = own ? "self" : "others",
            ["ImageOwnerId"] = long.Parse(image.Owner, CultureInfo.InvariantCulture),
            ["Status"] = image.Status,
            ["Progress"] = WireText.Percent(image.ProgressAt(cloud.Now)),
            ["Usable"] = image.IsUsableAt(cloud.Now, cloud.Clock.Scale(cloud.Rules.UsableLag)),
            ["IsCopied"] = image.IsCopied,
            ["IsSelfShared"] = own && image.Shares.Count > 0 ? "True" : "False",
            ["IsPublic"] = image.IsCommunity,
            ["IsSubscribed"] = false,
            ["IsSupportCloudinit"] = !image.Is(ImageCondition.NoCloudInit),
            ["IsSupportIoOptimized"] = !image.Is(ImageCondition.NoIoOptimized),
            ["LoginAsNonRootSupported"] = true,
            ["Usage"] = cloud.UsageOf(image),
            ["Size"] = image.Disks[0].Size,
            ["Architecture"] = image.Architecture,
            ["BootMode"] = image.BootMode,
            ["Platform"] = image.Platform,
            ["OSType"] = image.OSType,
            ["OSName"] = image.OSName,
            ["OSNameEn"] = image.OSName,
            ["ImageFamily"] = image.Family,
            ["ImageVersion"] = "",
            ["ProductCode"] = "",
            ["SupplierName"] = "",
            ["LicenseType"] = image.LicenseType,
            ["ResourceGroupId"] = "",
            ["CreationTime"] = WireText.Time(image.CreationTime),
            ["DiskDeviceMappings"] = new JsonObject { ["DiskDeviceMapping"] = new JsonArray([.. image.Disks.Select(disk => Write(disk, image, own, cloud.Now))]) },
            ["Features"] = new JsonObject { ["NvmeSupport"] = image.NvmeSupport, ["ImdsSupport"] = image.ImdsSupport },
            ["DetectionOptions"] = new JsonObject { ["Status"] = "", ["Items"] = new JsonObject { ["Item"] = new JsonArray() } },
            ["Tags"] = TagJson.Write(own ? image.Tags : []),
        };
    }

    private static JsonObject Write(DiskRecord disk, ImageRecord image, bool own, DateTimeOffset now) => new()
    {
        ["Device"] = disk.Device,
        ["Type"] = disk.Type,
        ["Size"] = WireText.Number(disk.Size),
        ["SnapshotId"] = own ? disk.SnapshotId : "",
        ["Format"] = "",
        ["Encrypted"] = disk.KMSKeyId is not null,
        ["Progress"] = WireText.Percent(image.ProgressAt(now)),
        ["RemainTime"] = image.Job?.RemainTimeAt(now) ?? 0,
        ["ImportOSSBucket"] = "",
        ["ImportOSSObject"] = "",
    };
}
