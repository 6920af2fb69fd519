using System.Globalization;
using System.Text;

namespace SharedImages.Workflows;

/// <summary>Reads the spec of a launch strictly, as <see cref="PromotionSpecReader"/> reads that of a promotion. Never throws.</summary>
public static class LaunchSpecReader
{
    /// <summary>More targets are refused; ECS has fewer regions.</summary>
    public const int MaxTargets = 60;

    /// <summary>More instances of one region are refused.</summary>
    public const int MaxCount = 500;

    /// <summary>More instances of all regions together are refused: they are one result.</summary>
    public const int MaxInstances = 1000;

    /// <summary>More types × vSwitches of one region are refused: each is a call when there is no stock.</summary>
    public const int MaxPlaces = 20;

    /// <summary>More types × vSwitches of all regions together are refused.</summary>
    public const int MaxAllPlaces = 400;

    // The user data is in the history with each call.
    private const int MaxUserDataOfAllPlaces = 2 * 1024 * 1024;

    /// <summary>More instance types of one region are refused.</summary>
    internal const int MaxTypes = 10;

    /// <summary>More vSwitches of one region are refused.</summary>
    internal const int MaxVSwitches = 10;

    /// <summary>More security groups are refused.</summary>
    internal const int MaxSecurityGroups = 5;

    private const int MaxDataDisks = 16;
    private const int MaxDiskSize = 65_536;
    private const int MaxSystemDiskSize = 2048;

    /// <summary>Reads one JSON object in UTF-8.</summary>
    public static SpecReading<LaunchSpec> ReadJson(ReadOnlySpan<byte> json) => Read(JsonSpecNodes.Parse(json));

    /// <summary>Reads a parsed document.</summary>
    public static SpecReading<LaunchSpec> Read(SpecDocument document) => SpecReading<LaunchSpec>.Of(document, ReadLaunch);

    /// <summary>Where, how many and what they are like: the fields <c>targets</c> and <c>instance</c>.</summary>
    internal static (IReadOnlyList<LaunchTarget> Targets, InstanceSpec Instance) ReadBody(SpecErrors errors, SpecFields launch)
    {
        var (targets, instance) = (ReadTargets(errors, launch), ReadInstance(errors, launch));
        if (instance.UserData is { } userData && (long)targets.Sum(LaunchRules.PlacesOf) * Encoding.UTF8.GetByteCount(userData) > MaxUserDataOfAllPlaces)
        {
            errors.Add(launch.PathOf("targets"), launch.Value("targets")!, "too many pairs of instance type and vSwitch for so much user data", "give fewer, or let the user data fetch what it needs");
        }

        return (targets, instance);
    }

    private static List<LaunchTarget> ReadTargets(SpecErrors errors, SpecFields launch)
    {
        const string remedy = "give a list of at least one target: - region: cn-shanghai";
        var node = launch.Required("targets", remedy);
        var items = launch.Items("targets", node, remedy, "target", least: 1, MaxTargets);

        var targets = new List<LaunchTarget>();
        for (var i = 0; i < items.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{launch.PathOf("targets")}[{i}]");
            if (ReadTarget(errors, path, items[i]) is not { } target)
            {
                continue;
            }

            if (target.Region.Length > 0 && targets.Exists(other => other.Region == target.Region))
            {
                errors.Add($"{path}.region", items[i], $"{target.Region} is given twice", "keep one of them");
            }

            targets.Add(target);
        }

        if (targets.Sum(target => target.Count) is > MaxInstances and var sum)
        {
            errors.Add(launch.PathOf("targets"), node!, string.Create(CultureInfo.InvariantCulture, $"{sum} instances together"), string.Create(CultureInfo.InvariantCulture, $"launch at most {MaxInstances} at once"));
        }

        if (targets.Sum(LaunchRules.PlacesOf) is > MaxAllPlaces and var places)
        {
            errors.Add(launch.PathOf("targets"), node!, string.Create(CultureInfo.InvariantCulture, $"{places} pairs of instance type and vSwitch together"), string.Create(CultureInfo.InvariantCulture, $"give at most {MaxAllPlaces}"));
        }

        return targets;
    }

    private static InstanceSpec ReadInstance(SpecErrors errors, SpecFields launch)
    {
        if (launch.Required("instance", "give a map with at least name, what the instances are called") is not { } node
            || SpecFields.Of(errors, launch.PathOf("instance"), node, "name", "systemDisk", "dataDisks", "keyPair", "role", "userData", "tags", "spot") is not { } fields)
        {
            return new("", null, [], null, null, null, new SortedDictionary<string, string>(StringComparer.Ordinal), false);
        }

        return new(
            fields.Text("name", LaunchForms.InstanceName),
            fields.Value("systemDisk") is { } disk ? ReadDisk(errors, fields.PathOf("systemDisk"), disk, MaxSystemDiskSize, isSizeRequired: false) : null,
            ReadDataDisks(errors, fields),
            fields.OptionalText("keyPair", LaunchForms.KeyPair),
            fields.OptionalText("role", LaunchForms.Role),
            ReadUserData(errors, fields),
            SpecTags.Read(errors, fields, "tags", "instance"),
            fields.OptionalBoolean("spot") ?? false);
    }

    private static LaunchSpec? ReadLaunch(SpecErrors errors, SpecNode root)
    {
        if (SpecFields.Of(errors, "", root, "apiVersion", "kind", "name", "version", "account", "image", "targets", "instance", "test", "onFailure") is not { } fields)
        {
            return null;
        }

        fields.Text("apiVersion", SpecForms.ApiVersion);
        fields.Text("kind", SpecForms.Kind(LaunchSpec.SpecKind));
        var image = ImageReferenceReader.Read(errors, "image", fields.Required("image", ImageReferenceReader.Remedy(ImageReferenceReader.Owner)), ImageReferenceReader.Owner);
        var (targets, instance) = ReadBody(errors, fields);
        if (image.ImageId is not null && targets.Count > 1)
        {
            errors.Add("targets", fields.Value("targets")!, $"{targets.Count} regions, but an image is in one", "give the region of the image alone, or name a promotion");
        }

        return new(
            fields.Text("name", SpecForms.Name with { Noun = "a launch name" }),
            fields.Text("version", SpecForms.Version),
            fields.OptionalText("account", SpecForms.Account),
            image,
            targets,
            instance,
            TestSpecReader.Read(errors, fields),
            fields.Choice<OnFailure>("onFailure"));
    }

    /// <summary>Types × vSwitches of one region.</summary>
    internal static void CheckPlaces(SpecErrors errors, string path, SpecNode node, int places)
    {
        if (places > MaxPlaces)
        {
            errors.Add(path, node, string.Create(CultureInfo.InvariantCulture, $"{places} pairs of instance type and vSwitch"), string.Create(CultureInfo.InvariantCulture, $"give at most {MaxPlaces}: each is asked for when there is no stock"));
        }
    }

    private static LaunchTarget? ReadTarget(SpecErrors errors, string path, SpecNode node)
    {
        if (SpecFields.Of(errors, path, node, "region", "count", "atLeast", "instanceTypes", "vSwitches", "securityGroups", "kmsKeyId", "encrypted") is not { } fields)
        {
            return null;
        }

        var region = fields.Text("region", SpecForms.Region);
        fields.Required("count", "give the number of instances");
        var count = fields.Number("count", 1, MaxCount, 0);
        var encryption = EncryptionFields.Read(errors, fields, region);
        var target = new LaunchTarget(
            region,
            count,
            fields.Number("atLeast", 1, count > 0 ? count : MaxCount, count),
            fields.Texts("instanceTypes", LaunchForms.InstanceType, 1, MaxTypes),
            fields.Texts("vSwitches", LaunchForms.VSwitch, 1, MaxVSwitches),
            fields.Texts("securityGroups", LaunchForms.SecurityGroup, 1, MaxSecurityGroups),
            encryption.Encrypted,
            encryption.KmsKeyId);
        CheckPlaces(errors, path, node, LaunchRules.PlacesOf(target));
        return target;
    }

    private static IReadOnlyList<DiskSpec> ReadDataDisks(SpecErrors errors, SpecFields instance)
    {
        const string remedy = "give a list of disks: - size: 100";
        var items = instance.Items("dataDisks", instance.Value("dataDisks"), remedy, "disk", least: 0, MaxDataDisks);
        return [.. items.Select((item, i) => ReadDisk(errors, string.Create(CultureInfo.InvariantCulture, $"{instance.PathOf("dataDisks")}[{i}]"), item, MaxDiskSize, isSizeRequired: true))];
    }

    private static DiskSpec ReadDisk(SpecErrors errors, string path, SpecNode node, int mostSize, bool isSizeRequired)
    {
        if (SpecFields.Of(errors, path, node, "category", "size") is not { } fields)
        {
            return new(null, null);
        }

        var hasSize = isSizeRequired ? fields.Required("size", "give the size in GiB") is not null : fields.Value("size") is not null;
        return new(fields.OptionalText("category", LaunchForms.DiskCategory), hasSize ? fields.Number("size", 1, mostSize, 1) : null);
    }

    // The only text of a spec that may have several lines.
    private static string? ReadUserData(SpecErrors errors, SpecFields instance)
    {
        errors.Asked?.At(instance.PathOf("userData")).Text(LaunchForms.UserData);
        if (instance.Value("userData") is not { } node)
        {
            return null;
        }

        if (node is not SpecScalar { Kind: SpecScalarKind.Text } text)
        {
            errors.Add(instance.PathOf("userData"), node, $"{SpecFields.Describe(node)} instead of text", LaunchForms.UserData.Remedy);
            return null;
        }

        if (LaunchForms.UserData.Fits(text.Text))
        {
            return text.Text;
        }

        errors.Add(instance.PathOf("userData"), node, $"'{SpecErrors.Shown(text.Text)}' is not {LaunchForms.UserData.Noun}", LaunchForms.UserData.Remedy);
        return null;
    }
}
