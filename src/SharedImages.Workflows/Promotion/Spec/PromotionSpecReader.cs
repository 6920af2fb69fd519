using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>
/// Reads a spec strictly: unknown, missing and doubled fields, wrong types and bad forms are errors, all reported at once.
/// The same rules for YAML on the command line and for JSON inside the workflow. Never throws.
/// </summary>
public static class PromotionSpecReader
{
    /// <summary>More targets are refused; ECS has fewer regions.</summary>
    public const int MaxTargets = 60;

    /// <summary>Reads one JSON object in UTF-8.</summary>
    public static SpecReading<PromotionSpec> ReadJson(ReadOnlySpan<byte> json) => Read(JsonSpecNodes.Parse(json));

    /// <summary>Reads a parsed document.</summary>
    public static SpecReading<PromotionSpec> Read(SpecDocument document) => SpecReading<PromotionSpec>.Of(document, ReadPromotion);

    private static PromotionSpec? ReadPromotion(SpecErrors errors, SpecNode root)
    {
        if (SpecFields.Of(errors, "", root, "apiVersion", "kind", "name", "version", "account", "source", "intake", "targets", "image", "test", "share", "launch", "onFailure") is not { } fields)
        {
            return null;
        }

        fields.Text("apiVersion", SpecForms.ApiVersion);
        fields.Text("kind", SpecForms.Kind(PromotionSpec.SpecKind));
        var source = ReadSource(errors, fields);
        var (intake, targets) = ReadCopies(errors, fields, source.Region);
        IReadOnlyList<string> regions = [.. targets.Select(target => target.Region).Where(region => region.Length > 0).Distinct(StringComparer.Ordinal)];
        return new(
            fields.Text("name", SpecForms.Name),
            fields.Text("version", SpecForms.Version),
            fields.OptionalText("account", SpecForms.Account),
            source,
            intake,
            targets,
            ReadImage(errors, fields, SpecForms.ImageName),
            ReadShare(errors, fields),
            fields.Choice<OnFailure>("onFailure"),
            CopyUseReader.ReadTest(errors, fields, regions),
            CopyUseReader.ReadLaunch(errors, fields, regions));
    }

    private static SourceSpec ReadSource(SpecErrors errors, SpecFields promotion)
    {
        if (promotion.Required("source", "give a map of region, owner and imageId or namePattern") is not { } node
            || SpecFields.Of(errors, "source", node, "region", "owner", "imageId", "namePattern") is not { } fields)
        {
            return new("", "", null, null);
        }

        fields.OneOf(["imageId"], ["namePattern"]);
        var (hasId, hasPattern) = (fields.Value("imageId") is not null, fields.Value("namePattern") is not null);
        if (hasId == hasPattern)
        {
            errors.Add(
                "source", node, hasId ? "both imageId and namePattern" : "neither imageId nor namePattern", "give one of them: imageId, or namePattern for the newest image whose name matches");
        }

        return new(
            fields.Text("region", SpecForms.Region),
            fields.Text("owner", SpecForms.Account),
            fields.OptionalText("imageId", SpecForms.ImageId),
            fields.OptionalText("namePattern", SpecForms.NamePattern));
    }

    /// <summary>The intake and the targets. When the source's region is a target, both mean one image: what either says about encryption holds for both.</summary>
    internal static (IntakeSpec? Intake, IReadOnlyList<TargetSpec> Targets) ReadCopies(SpecErrors errors, SpecFields promotion, string sourceRegion)
    {
        var targets = ReadTargets(errors, promotion);
        var same = targets.FindIndex(target => target.Region.Length > 0 && target.Region == sourceRegion);
        if (promotion.Value("intake") is not { } node || SpecFields.Of(errors, "intake", node, "kmsKeyId", "encrypted", "after") is not { } fields)
        {
            return (null, [.. targets.Select(target => target.ToSpec())]);
        }

        var encryption = EncryptionFields.Read(errors, fields, sourceRegion);
        var after = fields.Choice<IntakeAfter>("after");
        if (same >= 0)
        {
            if (after == IntakeAfter.Delete)
            {
                errors.Add("intake.after", fields.Value("after")!, $"delete, although the intake's region {sourceRegion} is a target: both are one image", "leave after out, or take the region out of targets");
            }

            encryption = Reconcile(errors, node, encryption, targets, same);
        }

        return (new(encryption.Encrypted, encryption.KmsKeyId, after), [.. targets.Select(target => target.ToSpec())]);
    }

    private static EncryptionFields Reconcile(SpecErrors errors, SpecNode intakeNode, EncryptionFields intake, List<Target> targets, int same)
    {
        var target = targets[same];
        if (intake.Stated && target.Encryption.Stated && intake != target.Encryption)
        {
            errors.Add("intake", intakeNode, $"the intake is the image of target {target.Region}, but they differ: intake {intake}, target {target.Encryption}", "state it once, or twice the same");
        }

        var agreed = intake.Stated ? intake : target.Encryption;
        targets[same] = target with { Encryption = agreed };
        return agreed;
    }

    private static List<Target> ReadTargets(SpecErrors errors, SpecFields promotion)
    {
        const string remedy = "give a list of at least one target: - region: cn-shanghai";
        var node = promotion.Required("targets", remedy);
        var items = promotion.Items("targets", node, remedy, "target", least: 1, MaxTargets);

        var targets = new List<Target>();
        var doubles = new Doubles(errors);
        for (var i = 0; i < items.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"targets[{i}]");
            if (SpecFields.Of(errors, path, items[i], "region", "kmsKeyId", "encrypted") is not { } fields)
            {
                continue;
            }

            var region = fields.Text("region", SpecForms.Region);
            targets.Add(new(region, EncryptionFields.Read(errors, fields, region)));
            if (region.Length > 0)
            {
                doubles.Add(region, fields.PathOf("region"), fields.Value("region")!);
            }
        }

        return targets;
    }

    /// <summary>What the copies are called.</summary>
    internal static ImageSpec ReadImage(SpecErrors errors, SpecFields promotion, SpecForm name)
    {
        if (promotion.Required("image", "give a map with at least name, what the copies are called") is not { } node
            || SpecFields.Of(errors, "image", node, "name", "description", "family", "tags") is not { } fields)
        {
            return new("", null, null, new SortedDictionary<string, string>(StringComparer.Ordinal));
        }

        return new(
            fields.Text("name", name),
            fields.OptionalText("description", SpecForms.Description),
            fields.OptionalText("family", SpecForms.Family),
            SpecTags.Read(errors, fields, "tags", "image"));
    }

    /// <summary>Whom the copies are shared on to.</summary>
    internal static ShareSpec ReadShare(SpecErrors errors, SpecFields promotion)
    {
        if (promotion.Value("share") is not { } node || SpecFields.Of(errors, "share", node, "accounts") is not { } fields)
        {
            return new([]);
        }

        const string remedy = "give a list of account UIDs; leave share out to share with nobody";
        var list = fields.Required("accounts", remedy);
        return new(AccountLists.Read(errors, fields, "accounts", list, remedy, new(errors)));
    }

    private sealed record Target(string Region, EncryptionFields Encryption)
    {
        public TargetSpec ToSpec() => new(Region, Encryption.Encrypted, Encryption.KmsKeyId);
    }
}
