namespace SharedImages.Flows.Tests;

/// <summary>A spec of a sharing as any language sends it: one JSON object.</summary>
public sealed class SharingBuilder(string version)
{
    private readonly Dictionary<string, object?> spec = new(StringComparer.Ordinal)
    {
        ["apiVersion"] = ContractNames.ApiVersion,
        ["kind"] = "Sharing",
        ["name"] = SpecBuilder.Name,
        ["version"] = version,
    };

    public string WorkflowId => $"share/{SpecBuilder.Name}/{version}";

    /// <summary>What the flow's promotion left.</summary>
    public SharingBuilder OfPromotion() => With("images", new[] { new { promotion = $"{SpecBuilder.Name}/{version}" } });

    public SharingBuilder OfImages(params (string Region, string ImageId)[] images) =>
        With("images", images.Select(image => new { region = image.Region, imageId = image.ImageId }).ToArray());

    public SharingBuilder Add(params string[] accounts) => With("add", accounts);

    public SharingBuilder Remove(params string[] accounts) => With("remove", accounts);

    public SharingBuilder With(string field, object value)
    {
        spec[field] = value;
        return this;
    }

    public object ToJson() => spec;
}
