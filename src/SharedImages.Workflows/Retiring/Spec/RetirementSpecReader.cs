namespace SharedImages.Workflows;

/// <summary>
/// Reads a spec strictly: unknown, missing and doubled fields, wrong types and bad forms are errors, all reported at once. Never throws.
/// </summary>
public static class RetirementSpecReader
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(365);

    /// <summary>What a spec that does not say has: both notice and soak.</summary>
    public static TimeSpan UsualWait { get; } = TimeSpan.FromDays(7);

    /// <summary>Reads one JSON object in UTF-8.</summary>
    public static SpecReading<RetirementSpec> ReadJson(ReadOnlySpan<byte> json) => Read(JsonSpecNodes.Parse(json));

    /// <summary>Reads a parsed document.</summary>
    public static SpecReading<RetirementSpec> Read(SpecDocument document) => SpecReading<RetirementSpec>.Of(document, ReadRetirement);

    /// <summary>Reads how long each step waits, and whether it ends with a deletion.</summary>
    internal static (TimeSpan Notice, TimeSpan Soak, bool Delete) ReadPace(SpecFields fields) => (
        fields.Duration("notice", TimeSpan.Zero, Most, UsualWait),
        fields.Duration("soak", TimeSpan.FromHours(1), Most, UsualWait),
        fields.OptionalBoolean("delete") ?? true);

    private static RetirementSpec? ReadRetirement(SpecErrors errors, SpecNode root)
    {
        if (SpecFields.Of(errors, "", root, "apiVersion", "kind", "name", "version", "account", "notice", "soak", "delete") is not { } fields)
        {
            return null;
        }

        fields.Text("apiVersion", SpecForms.ApiVersion);
        fields.Text("kind", SpecForms.Kind(RetirementSpec.SpecKind));
        var (notice, soak, delete) = ReadPace(fields);
        return new(
            fields.Text("name", SpecForms.Name with { Noun = "a name" }),
            fields.Text("version", SpecForms.Version),
            fields.OptionalText("account", SpecForms.Account),
            notice,
            soak,
            delete);
    }
}
