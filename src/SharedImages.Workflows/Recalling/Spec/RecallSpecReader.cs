namespace SharedImages.Workflows;

/// <summary>
/// Reads a spec strictly: unknown, missing and doubled fields, wrong types and bad forms are errors, all reported at once. Never throws.
/// </summary>
public static class RecallSpecReader
{
    private const string Remedy = "give promotion: NAME/VERSION, or imageId";

    /// <summary>Reads one JSON object in UTF-8.</summary>
    public static SpecReading<RecallSpec> ReadJson(ReadOnlySpan<byte> json) => Read(JsonSpecNodes.Parse(json));

    /// <summary>Reads a parsed document.</summary>
    public static SpecReading<RecallSpec> Read(SpecDocument document) => SpecReading<RecallSpec>.Of(document, ReadRecall);

    private static RecallSpec? ReadRecall(SpecErrors errors, SpecNode root)
    {
        if (SpecFields.Of(errors, "", root, "apiVersion", "kind", "name", "version", "image", "account", "reason", "plan", "release") is not { } fields)
        {
            return null;
        }

        fields.Text("apiVersion", SpecForms.ApiVersion);
        fields.Text("kind", SpecForms.Kind(RecallSpec.SpecKind));
        var spec = new RecallSpec(
            fields.Text("name", SpecForms.Name with { Noun = "a name" }),
            fields.Text("version", SpecForms.Version),
            ReadImage(errors, fields.Required("image", Remedy)),
            fields.OptionalText("account", SpecForms.Account),
            fields.OptionalText("reason", SpecForms.Reason),
            fields.OptionalBoolean("plan") ?? false,
            fields.OptionalBoolean("release") ?? false);
        var meant = spec.Image.Promotion ?? $"{RecallNames.OneImage}/{spec.Image.ImageId}";
        if (errors.Count == 0 && spec.Recall != meant)
        {
            // So that the same image is recalled, and released, under one id.
            errors.Add("name", fields.Node, $"{spec.Recall} is not the name and version of what is recalled", $"write name: {meant.Split('/')[0]} and version: {meant.Split('/')[1]}");
        }

        return spec;
    }

    private static ImageReference ReadImage(SpecErrors errors, SpecNode? node)
    {
        if (node is null || SpecFields.Of(errors, "image", node, "promotion", "imageId") is not { } fields)
        {
            return new(null, null, null, null);
        }

        fields.OneOf(["promotion"], ["imageId"]);
        if (fields.Value("promotion") is null == fields.Value("imageId") is null)
        {
            errors.Add("image", node, fields.Value("promotion") is null ? "neither a promotion nor an image" : "both a promotion and an image", Remedy);
        }

        return new(fields.OptionalText("promotion", SpecForms.PromotionName), null, null, fields.OptionalText("imageId", SpecForms.ImageId));
    }
}
