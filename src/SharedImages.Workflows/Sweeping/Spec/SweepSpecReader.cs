namespace SharedImages.Workflows;

/// <summary>
/// Reads a spec strictly: unknown, missing and doubled fields, wrong types and bad forms are errors, all reported at once. Never throws.
/// </summary>
public static class SweepSpecReader
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(365);
    private static readonly TimeSpan Usual = TimeSpan.FromDays(7);

    /// <summary>What was made less than this long ago is never a leftover.</summary>
    public static TimeSpan LeastAge { get; } = TimeSpan.FromHours(1);

    /// <summary>Reads one JSON object in UTF-8.</summary>
    public static SpecReading<SweepSpec> ReadJson(ReadOnlySpan<byte> json) => Read(JsonSpecNodes.Parse(json));

    /// <summary>Reads a parsed document.</summary>
    public static SpecReading<SweepSpec> Read(SpecDocument document) => SpecReading<SweepSpec>.Of(document, ReadSweep);

    private static SweepSpec? ReadSweep(SpecErrors errors, SpecNode root)
    {
        if (SpecFields.Of(errors, "", root, "apiVersion", "kind", "account", "olderThan", "remove") is not { } fields)
        {
            return null;
        }

        fields.Text("apiVersion", SpecForms.ApiVersion);
        fields.Text("kind", SpecForms.Kind(SweepSpec.SpecKind));
        return new(
            fields.OptionalText("account", SpecForms.Account),
            fields.Duration("olderThan", LeastAge, Most, Usual),
            fields.OptionalBoolean("remove") ?? false);
    }
}
