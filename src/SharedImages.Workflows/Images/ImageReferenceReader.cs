namespace SharedImages.Workflows;

/// <summary>Reads a reference to an image strictly: <c>promotion</c> alone, or <c>imageId</c> with what the kind wants to know beside it.</summary>
internal static class ImageReferenceReader
{
    /// <summary>The image's owner is told, and its region is that of the operation.</summary>
    public const string Owner = "owner";

    /// <summary>The image's region is told.</summary>
    public const string Region = "region";

    /// <summary>The reference; a stand-in, and errors, when it is none.</summary>
    /// <param name="errors">What is wrong goes there.</param>
    /// <param name="path">The field.</param>
    /// <param name="node">Its value; null = not given, which has been reported.</param>
    /// <param name="beside">What an image is named with: <see cref="Owner"/> or <see cref="Region"/>.</param>
    public static ImageReference Read(SpecErrors errors, string path, SpecNode? node, string beside)
    {
        if (node is null || SpecFields.Of(errors, path, node, "promotion", beside, "imageId") is not { } fields)
        {
            return new(null, null, null, null);
        }

        fields.OneOf(["promotion"], [beside, "imageId"]);
        var (hasPromotion, hasImage) = (fields.Value("promotion") is not null, fields.Value("imageId") is not null || fields.Value(beside) is not null);
        if (hasPromotion == hasImage)
        {
            errors.Add(path, node, hasPromotion ? "both a promotion and an image" : "neither a promotion nor an image", Remedy(beside));
        }

        return hasPromotion
            ? new(fields.OptionalText("promotion", SpecForms.PromotionName), null, null, null)
            : new(
                null,
                beside == Owner && hasImage ? fields.Text(Owner, SpecForms.Account) : null,
                beside == Region && hasImage ? fields.Text(Region, SpecForms.Region) : null,
                hasImage ? fields.Text("imageId", SpecForms.ImageId) : null);
    }

    /// <summary>What a reference looks like.</summary>
    public static string Remedy(string beside) => $"give promotion: NAME/VERSION, or {beside} and imageId";
}
