namespace SharedImages.Workflows;

/// <summary>
/// Reads a spec strictly: unknown, missing and doubled fields, wrong types and bad forms are errors, all reported at once. Never throws.
/// </summary>
public static class RefreshSpecReader
{
    private static readonly SpecForm Pattern = SpecForms.NamePattern with
    {
        Noun = "a name pattern that a version can be formed from",
        Remedy = "use one '*' for the version, such as web-base-*; or say version: created",
        Fits = text => SpecForms.NamePattern.Fits(text) && text.Count(character => character == '*') == 1,
    };

    private static readonly SpecForm ImageName = SpecForms.ImageName with
    {
        Remedy = $"{SpecForms.ImageName.Remedy}, with {RefreshSpec.VersionPlaceholder} where the version goes: each version needs a name of its own",
        Fits = text => text.Contains(RefreshSpec.VersionPlaceholder, StringComparison.Ordinal) && SpecForms.ImageName.Fits(WithoutPlaceholder(text)),
    };

    /// <summary>Reads one JSON object in UTF-8.</summary>
    public static SpecReading<RefreshSpec> ReadJson(ReadOnlySpan<byte> json) => Read(JsonSpecNodes.Parse(json));

    /// <summary>Reads a parsed document.</summary>
    public static SpecReading<RefreshSpec> Read(SpecDocument document) => SpecReading<RefreshSpec>.Of(document, ReadRefresh);

    private static RefreshSpec? ReadRefresh(SpecErrors errors, SpecNode root)
    {
        if (SpecFields.Of(errors, "", root, "apiVersion", "kind", "name", "account", "source", "version", "intake", "targets", "image", "test", "share", "drift", "schedule", "plan") is not { } fields)
        {
            return null;
        }

        fields.Text("apiVersion", SpecForms.ApiVersion);
        fields.Text("kind", SpecForms.Kind(RefreshSpec.SpecKind));
        var versionFrom = fields.Choice<VersionFrom>("version");
        var source = ReadSource(errors, fields, versionFrom);
        var (intake, targets) = PromotionSpecReader.ReadCopies(errors, fields, source.Region);
        IReadOnlyList<string> regions = [.. targets.Select(target => target.Region).Where(region => region.Length > 0).Distinct(StringComparer.Ordinal)];
        return new(
            fields.Text("name", SpecForms.Name with { Noun = "a name" }),
            fields.OptionalText("account", SpecForms.Account),
            source,
            versionFrom,
            intake,
            targets,
            PromotionSpecReader.ReadImage(errors, fields, ImageName),
            CopyUseReader.ReadTest(errors, fields, regions),
            PromotionSpecReader.ReadShare(errors, fields),
            fields.Choice<DriftPolicy>("drift"),
            ScheduleReader.Read(errors, fields),
            fields.OptionalBoolean("plan") ?? false);
    }

    private static SourceSpec ReadSource(SpecErrors errors, SpecFields refresh, VersionFrom versionFrom)
    {
        return refresh.Required("source", "give a map of region, owner and namePattern") is { } node && SpecFields.Of(errors, "source", node, "region", "owner", "namePattern") is { } fields
            ? new(
                fields.Text("region", SpecForms.Region),
                fields.Text("owner", SpecForms.Account),
                null,
                fields.Text("namePattern", versionFrom == VersionFrom.Matched ? Pattern : SpecForms.NamePattern))
            : new("", "", null, null);
    }

    private static string WithoutPlaceholder(string text) => text.Replace(RefreshSpec.VersionPlaceholder, "0", StringComparison.Ordinal);
}
