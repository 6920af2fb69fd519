using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>Reads a replacement's spec strictly, as <see cref="PromotionSpecReader"/> does a promotion's. Never throws.</summary>
public static class ReplacementSpecReader
{
    /// <summary>More selections are refused.</summary>
    public const int MaxSelections = 60;

    /// <summary>More instances are refused: their outcomes have to fit one result.</summary>
    public const int MaxInstances = 2_000;

    /// <summary>A larger stopAfter is refused: each failure is told at once, and is an event of the replacement's history.</summary>
    public const int MaxStopAfter = 200;

    private const int MaxTags = 20;

    private static readonly string[] Ways = ["ids", "tags", "running"];

    private static readonly TimeSpan LongestSoak = TimeSpan.FromDays(30);

    private static readonly SpecForm Soak = new(
        "a duration or decision",
        $"write a duration such as 30m, at most 30 days, or {PaceSpec.Decision}",
        $"{PaceSpec.Decision}|{SpecDurations.Pattern}")
    {
        Within = text => text == PaceSpec.Decision || SpecDurations.Parse(text) <= LongestSoak,
    };

    /// <summary>Facts §2.14: RetentionDays.</summary>
    private static readonly SpecForm Days = new(
        "a number of days",
        $"write days such as 7d, at most 65536d, or {ReplacementSpec.NoSnapshot} for no snapshot: what was on the old disks is lost then",
        $"{ReplacementSpec.NoSnapshot}|[0-9]{{1,9}}d")
    {
        Within = text => text == ReplacementSpec.NoSnapshot || SpecDurations.Parse(text)?.TotalDays is >= 1 and <= 65536,
    };

    private static readonly SpecForm Unavailable = new(
        "a number or percent of instances",
        string.Create(CultureInfo.InvariantCulture, $"write a whole number from 1 to {MaxInstances}, or percent from 1% to 100%"),
        "[0-9]+%?")
    {
        Within = text => text.EndsWith('%') ? IsNumber(text[..^1], 100) : IsNumber(text, MaxInstances),
    };

    /// <summary>Reads one JSON object in UTF-8.</summary>
    public static SpecReading<ReplacementSpec> ReadJson(ReadOnlySpan<byte> json) => Read(JsonSpecNodes.Parse(json));

    /// <summary>Reads a parsed document.</summary>
    public static SpecReading<ReplacementSpec> Read(SpecDocument document) => SpecReading<ReplacementSpec>.Of(document, ReadReplacement);

    private static ReplacementSpec? ReadReplacement(SpecErrors errors, SpecNode root)
    {
        if (SpecFields.Of(errors, "", root, "apiVersion", "kind", "name", "version", "account", "image", "instances", "pace", "keepOldDisk", "test", "onFailure") is not { } fields)
        {
            return null;
        }

        fields.Text("apiVersion", SpecForms.ApiVersion);
        fields.Text("kind", SpecForms.Kind(ReplacementSpec.SpecKind));
        var image = ImageReferenceReader.Read(errors, "image", fields.Required("image", ImageReferenceReader.Remedy(ImageReferenceReader.Owner)), ImageReferenceReader.Owner);
        var instances = ReadSelections(errors, fields);
        RefuseOtherRegions(errors, fields, image, instances);
        var kept = fields.Text("keepOldDisk", Days);
        var back = fields.Choice<WayBack>("onFailure");
        if (back == WayBack.FormerDisk && kept == ReplacementSpec.NoSnapshot && fields.Value("keepOldDisk") is { } none)
        {
            errors.Add("keepOldDisk", none, "none, although onFailure is formerDisk: that disk is made from the snapshot", "give the days that the snapshots are kept, such as 7d");
        }

        return new(
            fields.Text("name", SpecForms.Name with { Noun = "a replacement name" }),
            fields.Text("version", SpecForms.Version),
            fields.OptionalText("account", SpecForms.Account),
            image,
            instances,
            ReadPace(errors, fields),
            kept,
            TestSpecReader.Read(errors, fields),
            back);
    }

    // An image is in one region.
    private static void RefuseOtherRegions(SpecErrors errors, SpecFields replacement, ImageReference image, IReadOnlyList<InstanceSelection> instances)
    {
        var regions = instances.Select(selection => selection.Region).Distinct(StringComparer.Ordinal).ToList();
        if (image.ImageId is not null && regions.Count > 1)
        {
            errors.Add("instances", replacement.Value("instances")!, $"instances of {string.Join(", ", regions)}, but {image.ImageId} is in one region", "name a promotion, or select instances of the image's region alone");
        }
    }

    private static List<InstanceSelection> ReadSelections(SpecErrors errors, SpecFields replacement)
    {
        const string remedy = "give a list of at least one selection: - { region: cn-shanghai, tags: { role: web } }";
        var node = replacement.Required("instances", remedy);
        var items = replacement.Items("instances", node, remedy, "selection", least: 1, MaxSelections);

        var ids = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var selections = new List<InstanceSelection>();
        for (var i = 0; i < items.Count; i++)
        {
            if (ReadSelection(errors, string.Create(CultureInfo.InvariantCulture, $"instances[{i}]"), items[i], ids) is { } selection)
            {
                selections.Add(selection);
            }
        }

        if (ids.Count > MaxInstances)
        {
            errors.Add("instances", node!, string.Create(CultureInfo.InvariantCulture, $"{ids.Count} instance ids"), string.Create(CultureInfo.InvariantCulture, $"give at most {MaxInstances}"));
        }

        return selections;
    }

    private static InstanceSelection? ReadSelection(SpecErrors errors, string path, SpecNode node, SortedDictionary<string, string> ids)
    {
        if (SpecFields.Of(errors, path, node, "region", "ids", "tags", "running", "atMost", "kmsKeyId", "encrypted") is not { } fields)
        {
            return null;
        }

        fields.OneOf([.. Ways.Select(way => (string[])[way])]);
        var ways = Ways.Where(way => fields.Value(way) is not null).ToList();
        if (ways.Count != 1)
        {
            errors.Add(path, node, ways.Count == 0 ? "selects nothing" : $"selects by {string.Join(" and by ", ways)}", "give one of ids, tags, running");
        }

        var region = fields.Text("region", SpecForms.Region);
        var encryption = EncryptionFields.Read(errors, fields, region);
        return new(
            region,
            ReadIds(errors, fields, ids),
            ReadTags(errors, fields),
            fields.OptionalText("running", SpecForms.ImageId),
            fields.Value("atMost") is null ? null : fields.Number("atMost", 1, MaxInstances, 1),
            encryption.Encrypted,
            encryption.KmsKeyId);
    }

    private static List<string>? ReadIds(SpecErrors errors, SpecFields selection, SortedDictionary<string, string> known)
    {
        const string remedy = "give a list of at least one instance id, such as i-bp1abcdefghijklmnopq";
        if (selection.Value("ids") is not { } list)
        {
            return null;
        }

        var items = selection.Items("ids", list, remedy, "id", least: 1, MaxInstances);

        var ids = new List<string>();
        for (var i = 0; i < items.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{selection.PathOf("ids")}[{i}]");
            if (SpecFields.Text(errors, path, items[i], SpecForms.InstanceId) is not { } id)
            {
                continue;
            }

            ids.Add(id);
            if (!known.TryAdd(id, path))
            {
                errors.Add(path, items[i], $"{id} is given twice, first as {known[id]}", "keep one of them");
            }
        }

        return ids;
    }

    private static SortedDictionary<string, string>? ReadTags(SpecErrors errors, SpecFields selection)
    {
        const string remedy = "give a map of at least one tag key and value";
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        selection.Map("tags", SpecForms.AnyTagKey, SpecForms.TagValue, least: 1, MaxTags);
        if (selection.Value("tags") is not { } node)
        {
            return null;
        }

        if (node is not SpecMap map || map.Entries.Count == 0)
        {
            errors.Add(selection.PathOf("tags"), node, node is SpecMap ? "no tag" : $"{SpecFields.Describe(node)} instead of a map", remedy);
            return tags;
        }

        foreach (var entry in map.Entries)
        {
            var path = $"{selection.PathOf("tags")}.{SpecErrors.Shown(entry.Name)}";
            if (SpecFields.Problem(entry.Name, SpecForms.AnyTagKey) is var (problem, right))
            {
                errors.Add(path, entry, problem, right);
            }

            if (!tags.TryAdd(entry.Name, SpecFields.Text(errors, path, entry.Value, SpecForms.TagValue) ?? ""))
            {
                errors.Add(path, entry, "given twice", "keep one of them");
            }
        }

        if (map.Entries.Count > MaxTags)
        {
            errors.Add(selection.PathOf("tags"), node, string.Create(CultureInfo.InvariantCulture, $"{map.Entries.Count} tags"), string.Create(CultureInfo.InvariantCulture, $"give at most {MaxTags}: a resource has no more"));
        }

        return tags;
    }

    private static PaceSpec ReadPace(SpecErrors errors, SpecFields replacement)
    {
        if (replacement.Value("pace") is not { } node || SpecFields.Of(errors, "pace", node, "maxUnavailable", "canary", "soak", "stopAfter") is not { } fields)
        {
            return PaceSpec.Slowest;
        }

        if (fields.Value("canary") is null && fields.Value("soak") is { } soak)
        {
            errors.Add(fields.PathOf("soak"), soak, "a soak without a canary", "say with canary how many go first");
        }

        return new(
            ReadUnavailable(errors, fields),
            fields.Number("canary", 0, MaxInstances, PaceSpec.Slowest.Canary),
            fields.OptionalText("soak", Soak) ?? PaceSpec.Slowest.Soak,
            fields.Number("stopAfter", 1, MaxStopAfter, PaceSpec.Slowest.StopAfter));
    }

    // A number needs no quotes; percent is text.
    private static string ReadUnavailable(SpecErrors errors, SpecFields pace)
    {
        errors.Asked?.At(pace.PathOf("maxUnavailable")).Number(1, MaxInstances);
        return pace.Value("maxUnavailable") switch
        {
            null => PaceSpec.Slowest.MaxUnavailable,
            SpecScalar { Kind: SpecScalarKind.Number } number => SpecFields.Text(errors, pace.PathOf("maxUnavailable"), number with { Kind = SpecScalarKind.Text }, Unavailable) ?? "",
            var node => SpecFields.Text(errors, pace.PathOf("maxUnavailable"), node, Unavailable) ?? "",
        };
    }

    private static bool IsNumber(string text, int largest) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= largest;
}
