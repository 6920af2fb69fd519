namespace SharedImages.Workflows;

/// <summary>
/// Reads a spec strictly: unknown, missing and doubled fields, wrong types and bad forms are errors, all reported at once. Never throws.
/// </summary>
public static class ChannelSpecReader
{
    /// <summary>More regions are refused.</summary>
    public const int MaxWithout = 60;

    /// <summary>Reads one JSON object in UTF-8.</summary>
    public static SpecReading<ChannelSpec> ReadJson(ReadOnlySpan<byte> json) => Read(JsonSpecNodes.Parse(json));

    /// <summary>Reads a parsed document.</summary>
    public static SpecReading<ChannelSpec> Read(SpecDocument document) => SpecReading<ChannelSpec>.Of(document, ReadChannel);

    private static ChannelSpec? ReadChannel(SpecErrors errors, SpecNode root)
    {
        if (SpecFields.Of(errors, "", root, "apiVersion", "kind", "name", "channel", "version", "account", "reason", "without") is not { } fields)
        {
            return null;
        }

        fields.Text("apiVersion", SpecForms.ApiVersion);
        fields.Text("kind", SpecForms.Kind(ChannelSpec.SpecKind));
        return new(
            fields.Text("name", SpecForms.Name),
            fields.Text("channel", SpecForms.Channel),
            fields.Text("version", SpecForms.Version),
            fields.OptionalText("account", SpecForms.Account),
            fields.OptionalText("reason", SpecForms.Reason),
            fields.Texts("without", SpecForms.Region, least: 0, most: MaxWithout));
    }
}
