using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeImageFromFamily (facts §2.5): the newest available image of a family, with less about it than DescribeImages says; none is an empty one.</summary>
internal sealed class DescribeImageFromFamily : IOperation
{
    private static readonly string[] LeftOut =
        ["Features", "DetectionOptions", "ResourceGroupId", "LicenseType", "SupplierName", "LoginAsNonRootSupported", "BootMode", "ImageOwnerId", "Usable", "IsPublic", "OSNameEn"];

    private static readonly string[] LeftOutOfDisks = ["Encrypted", "Progress", "RemainTime"];

    public string Action => "DescribeImageFromFamily";

    public JsonObject Run(Call call)
    {
        var region = call.RequiredRegion();
        var newest = call.NewestOf(call.Parameters.Required("ImageFamily"), region);
        return new JsonObject { ["Image"] = newest is null ? [] : Write(newest, call) };
    }

    private static JsonObject Write(ImageRecord image, Call call)
    {
        var json = ImageJson.Write(image, call.Account, call.Cloud);
        Remove(json, LeftOut);
        foreach (var disk in json["DiskDeviceMappings"]!["DiskDeviceMapping"]!.AsArray())
        {
            Remove(disk!.AsObject(), LeftOutOfDisks);
        }

        return json;
    }

    private static void Remove(JsonObject json, string[] names) => Array.ForEach(names, name => json.Remove(name));
}
