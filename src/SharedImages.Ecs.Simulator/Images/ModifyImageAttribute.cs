using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>ModifyImageAttribute (facts §2.5): changes what is given; all of it or nothing.</summary>
internal sealed class ModifyImageAttribute : IOperation
{
    private static readonly string[] Attributes =
        ["ImageName", "Description", "ImageFamily", "BootMode", "LicenseType", "Features.NvmeSupport", "Features.ImdsSupport", "Status"];

    public string Action => "ModifyImageAttribute";

    public JsonObject Run(Call call)
    {
        var image = call.OwnImage();
        var parameters = call.Parameters;
        if (Attributes.All(name => parameters.Clearable(name) is null))
        {
            throw Errors.MissingParameter("ImageName");
        }

        var name = parameters.Optional("ImageName");
        if (name is not null && ImageTexts.CheckName(name) != image.Name)
        {
            call.Cloud.CheckNameIsFree(call.Account, image.Region, name);
        }

        var description = parameters.Clearable("Description");
        _ = string.IsNullOrEmpty(description) ? null : ImageTexts.CheckDescription(description);
        var bootMode = OneOf(parameters, "BootMode", "BIOS", "UEFI", "UEFI-Preferred");
        var license = OneOf(parameters, "LicenseType", "BYOL");
        var nvme = OneOf(parameters, "Features.NvmeSupport", "supported", "unsupported");
        var imds = OneOf(parameters, "Features.ImdsSupport", "v1", "v2");
        if (imds == "v1" && image.ImdsSupport == "v2")
        {
            throw Errors.InvalidParameter("Features.ImdsSupport");
        }

        var deprecated = Deprecated(parameters, image);
        call.EndDryRun();

        image.Name = name ?? image.Name;
        image.Description = description ?? image.Description;
        image.Family = parameters.Clearable("ImageFamily") ?? image.Family;
        image.BootMode = bootMode ?? image.BootMode;
        image.LicenseType = license ?? image.LicenseType;
        image.NvmeSupport = nvme ?? image.NvmeSupport;
        image.ImdsSupport = imds ?? image.ImdsSupport;
        image.Deprecated = deprecated;
        return [];
    }

    private static string? OneOf(Parameters parameters, string name, params string[] allowed)
    {
        var value = parameters.Optional(name);
        return value is null || allowed.Contains(value, StringComparer.Ordinal) ? value : throw Errors.InvalidParameter(name);
    }

    private static bool Deprecated(Parameters parameters, ImageRecord image)
    {
        var status = OneOf(parameters, "Status", ImageStatus.Deprecated, ImageStatus.Available);
        if (status is null)
        {
            return image.Deprecated;
        }

        if (image.Status is not (ImageStatus.Available or ImageStatus.Deprecated))
        {
            throw new ApiException(400, "IncorrectImageStatus", "The current status of the image does not support this operation.");
        }

        return status == ImageStatus.Deprecated && image.Shares.Count > 0
            ? throw new ApiException(403, "ImageUseShared", "The specified image is shared with other accounts; unshare it before it is deprecated.")
            : status == ImageStatus.Deprecated;
    }
}
