namespace SharedImages.Ecs.Simulator;

/// <summary>The image that something is to boot from, and why ECS would not (facts §2.8, §2.12).</summary>
internal static class BootImage
{
    /// <summary>The image of a launch, by id or as the newest of a family.</summary>
    public static ImageRecord ImageToLaunch(this Call call, string region)
    {
        var (id, family) = (call.Parameters.Optional("ImageId"), call.Parameters.Optional("ImageFamily"));
        if (id is not null && family is not null)
        {
            throw new ApiException(400, "UnexpectedImageFamily.ImageIdSupplied", "ImageFamily and ImageId exclude each other.");
        }

        if (family is not null)
        {
            id = call.NewestOf(family, region)?.ImageId ?? throw new ApiException(403, "InvalidImageFamily.MissingAvailableImage", "The specified image family has no available image.");
        }

        return call.ImageToBoot(region, id ?? throw Errors.MissingParameter("ImageId"), new ApiException(400, "IncorrectImageStatus", "The current status of the image does not support this operation."));
    }

    /// <summary>The newest Available image of a family that the caller owns; null when there is none.</summary>
    public static ImageRecord? NewestOf(this Call call, string family, string region) =>
        call.Cloud.ImageLists[new(Facet.Family, region, call.Account, family) { Status = ImageStatus.Available }].From(0).FirstOrDefault();

    /// <summary>An image that the caller may boot from now. An image that came only a moment ago is not found (facts §12.9); one that was taken back is not valid any more (§12.12).</summary>
    public static ImageRecord ImageToBoot(this Call call, string region, string imageId, ApiException notFinished)
    {
        var image = call.Cloud.Images.FindIn(region, imageId).FirstOrDefault() ?? throw Errors.ImageNotFound();
        if (!image.IsVisibleTo(call.Account, call.Now))
        {
            var comes = image.Owner == call.Account || image.Shares.ContainsKey(call.Account);
            throw comes || call.Cloud.Rules.UnsharedIsNotFound ? Errors.ImageNotFound() : Errors.ImageNotValid();
        }

        if (image.Status is ImageStatus.Creating or ImageStatus.Waiting)
        {
            throw notFinished;
        }

        // An image whose owner owes money boots nowhere (facts §4.1 S8); our own money is a matter of the launch.
        var isOverdue = image.Owner != call.Account && call.Cloud.Account(image.Owner) is { CanPay: false };
        if (isOverdue || image.Status is not (ImageStatus.Available or ImageStatus.Deprecated))
        {
            throw Errors.ImageNotValid();
        }

        if (!image.IsUsableAt(call.Now, call.Cloud.Clock.Scale(call.Cloud.Rules.UsableLag)))
        {
            throw Errors.ImageNotFound();
        }

        CheckKind(image);
        call.Cloud.CheckKeysOf(image);
        return image;
    }

    private static void CheckKind(ImageRecord image)
    {
        if (image.Is(ImageCondition.RemovedFromMarket))
        {
            throw new ApiException(403, "ImageRemovedInMarket", "The specified image is no longer in the marketplace.");
        }

        if (image.Is(ImageCondition.NotSubscribed))
        {
            throw new ApiException(403, "ImageNotSubscribed", "The specified image is of the marketplace, and you have not subscribed to it.");
        }

        if (image.Is(ImageCondition.NoIoOptimized))
        {
            throw new ApiException(403, "IoOptimized.NotSupported", "The specified image does not support I/O optimized instances.");
        }
    }

    /// <summary>Architecture, boot mode and NVMe driver.</summary>
    public static bool Fits(ImageRecord image, WorldInstanceType type) => FitsArchitecture(image, type) && FitsMachine(image, type);

    /// <exception cref="ApiException">It does not fit.</exception>
    public static void CheckFits(ImageRecord image, WorldInstanceType type, ApiException otherArchitecture)
    {
        if (!FitsArchitecture(image, type))
        {
            throw otherArchitecture;
        }

        if (!FitsMachine(image, type))
        {
            throw Errors.ImageNotSupportInstanceType();
        }
    }

    private static bool FitsArchitecture(ImageRecord image, WorldInstanceType type) => (image.Architecture == "arm64") == (type.Architecture == "ARM");

    private static bool FitsMachine(ImageRecord image, WorldInstanceType type) =>
        (image.BootMode == "UEFI-Preferred" || type.BootModes.Contains(image.BootMode, StringComparer.Ordinal))
        && (type.NvmeSupport != "required" || image.NvmeSupport == "supported");
}
