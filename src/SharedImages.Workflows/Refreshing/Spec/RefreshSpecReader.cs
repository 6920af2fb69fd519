using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>
/// Reads a spec strictly: unknown, missing and doubled fields, wrong types and bad forms are errors, all reported at once. Never throws.
/// </summary>
public static class RefreshSpecReader
{
    private static readonly SpecForm Pattern = new(
        "a name pattern that a version can be formed from", "use one '*' for the version, such as web-base-*; or say version: created", @"(?=[^*]*\*[^*]*$)" + SpecForms.NamePattern.Pattern);

    private static readonly SpecForm ImageName = new(
        SpecForms.ImageName.Noun,
        $"{SpecForms.ImageName.Remedy}, with {RefreshSpec.VersionPlaceholder} where the version goes: each version needs a name of its own",
        SpecForms.NotReserved + @"(?=.*\{version\})[A-Za-z\u4E00-\u9FFF]([A-Za-z0-9\u4E00-\u9FFF.:_-]|\{version\}){1,127}");

    /// <summary>Reads one JSON object in UTF-8.</summary>
    public static SpecReading<RefreshSpec> ReadJson(ReadOnlySpan<byte> json) => Read(JsonSpecNodes.Parse(json));

    /// <summary>Reads a parsed document.</summary>
    public static SpecReading<RefreshSpec> Read(SpecDocument document) => SpecReading<RefreshSpec>.Of(document, ReadRefresh);

    private static RefreshSpec? ReadRefresh(SpecErrors errors, SpecNode root)
    {
        if (SpecFields.Of(errors, "", root, "apiVersion", "kind", "name", "account", "source", "version", "intake", "targets", "image", "test", "share", "drift", "schedule", "plan", "keep", "channels") is not { } fields)
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
            fields.OptionalBoolean("plan") ?? false,
            ReadKeep(errors, fields),
            ReadChannels(errors, fields));
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

    private static List<ChannelStep>? ReadChannels(SpecErrors errors, SpecFields refresh)
    {
        const string remedy = "give a list such as [{ set: dev }, { set: prod, after: 3d }]";
        if (refresh.Value("channels") is not { } node)
        {
            return null;
        }

        var (steps, doubles) = (new List<ChannelStep>(), new Doubles(errors));
        var items = refresh.Items("channels", node, remedy, "channel", least: 0, Lineage.Channels.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (SpecFields.Of(errors, string.Create(CultureInfo.InvariantCulture, $"channels[{i}]"), items[i], "set", "after") is not { } fields)
            {
                continue;
            }

            var set = fields.Text("set", SpecForms.Channel);
            steps.Add(new(set, fields.Duration("after", TimeSpan.Zero, TimeSpan.FromDays(365), TimeSpan.Zero)));
            if (set.Length > 0)
            {
                doubles.Add(set, fields.PathOf("set"), fields.Value("set")!);
            }

            if (i == 0 && steps[0].After > TimeSpan.Zero)
            {
                errors.Add(fields.PathOf("after"), fields.Value("after")!, "the first channel has none before it to follow", "leave after out");
            }
        }

        return steps;
    }

    private static KeepSpec? ReadKeep(SpecErrors errors, SpecFields refresh)
    {
        if (refresh.Value("keep") is not { } node || SpecFields.Of(errors, "keep", node, "newest", "younger", "notice", "soak", "delete") is not { } fields)
        {
            return null;
        }

        fields.Required("newest", "say how many of the newest versions stay, such as 3");
        var newest = fields.Number("newest", 1, KeepSpec.Most, 1);
        var younger = fields.Value("younger") is null ? (TimeSpan?)null : fields.Duration("younger", TimeSpan.FromHours(1), TimeSpan.FromDays(3650), TimeSpan.FromDays(90));
        var (notice, soak, delete) = RetirementSpecReader.ReadPace(fields);
        return new(newest, younger, notice, soak, delete);
    }
}
