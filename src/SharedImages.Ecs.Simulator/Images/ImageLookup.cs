namespace SharedImages.Ecs.Simulator;

/// <summary>Finds the image that a call names.</summary>
internal static class ImageLookup
{
    /// <summary>The caller's own image in the call's region. One that is only shared with the caller is not found: it is read-only (facts §4.1 S1).</summary>
    public static ImageRecord OwnImage(this Call call)
    {
        var region = call.RequiredRegion();
        var image = call.VisibleImage(region);
        return image.Owner == call.Account ? image : throw Errors.ImageNotFound();
    }

    /// <summary>An image that the caller can see in a region.</summary>
    public static ImageRecord VisibleImage(this Call call, string region) =>
        call.Cloud.Images.Find(call.Parameters.Required("ImageId")) is { } image && image.Region == region && image.IsVisibleTo(call.Account, call.Now)
            ? image
            : throw Errors.ImageNotFound();
}
