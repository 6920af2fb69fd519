using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>
/// Reads a spec strictly: unknown, missing and doubled fields, wrong types and bad forms are errors, all reported at once. Never throws.
/// </summary>
public static class SharingSpecReader
{
    /// <summary>More references are refused.</summary>
    public const int MaxImages = 20;

    private const string Accounts = "give a list of account UIDs in add, in remove, or in both";

    /// <summary>Reads one JSON object in UTF-8.</summary>
    public static SpecReading<SharingSpec> ReadJson(ReadOnlySpan<byte> json) => Read(JsonSpecNodes.Parse(json));

    /// <summary>Reads a parsed document.</summary>
    public static SpecReading<SharingSpec> Read(SpecDocument document) => SpecReading<SharingSpec>.Of(document, ReadSharing);

    private static SharingSpec? ReadSharing(SpecErrors errors, SpecNode root)
    {
        if (SpecFields.Of(errors, "", root, "apiVersion", "kind", "name", "version", "account", "images", "add", "remove", "confirmed") is not { } fields)
        {
            return null;
        }

        fields.Text("apiVersion", SpecForms.ApiVersion);
        fields.Text("kind", SpecForms.Kind(SharingSpec.SpecKind));
        var doubles = new Doubles(errors);
        var add = AccountLists.Read(errors, fields, "add", fields.Value("add"), Accounts, doubles);
        var remove = AccountLists.Read(errors, fields, "remove", fields.Value("remove"), Accounts, doubles);
        if (fields.Value("add") is null or SpecList { Items: [] } && fields.Value("remove") is null or SpecList { Items: [] })
        {
            errors.Add("", root, "neither an account to share with nor one to take images back from", Accounts);
        }

        return new(
            fields.Text("name", SpecForms.Name with { Noun = "a name" }),
            fields.Text("version", SpecForms.Version),
            fields.OptionalText("account", SpecForms.Account),
            ReadImages(errors, fields),
            add,
            remove,
            fields.OptionalBoolean("confirmed") ?? false);
    }

    private static List<ImageReference> ReadImages(SpecErrors errors, SpecFields sharing)
    {
        const string remedy = "give a list of at least one image: - promotion: web-base/2026.11.24";
        var node = sharing.Required("images", remedy);
        var items = sharing.Items("images", node, remedy, "image", least: 1, MaxImages);

        var images = new List<ImageReference>();
        var doubles = new Doubles(errors);
        for (var i = 0; i < items.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"images[{i}]");
            var image = ImageReferenceReader.Read(errors, path, items[i], ImageReferenceReader.Region);
            images.Add(image);
            if (image.Promotion is not null || image.ImageId is not null)
            {
                doubles.Add(image.ToString(), path, items[i]);
            }
        }

        return images;
    }
}
