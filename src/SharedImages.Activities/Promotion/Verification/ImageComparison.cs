using System.Globalization;
using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What of a copy must be as in its source and its spec, and what can be set (facts §2.5). Pure.</summary>
internal static class ImageComparison
{
    private const string Name = "name";
    private const string Description = "description";
    private const string Family = "family";
    private const string BootMode = "boot mode";
    private const string Nvme = "NVMe support";
    private const string Imds = "IMDS support";
    private const string TagPrefix = "tag ";

    /// <summary>All comparisons, in a fixed order. What the spec or the source does not say is left out.</summary>
    public static IReadOnlyList<Comparison> Compare(VerifyImageRequest request, CopyFacts copy)
    {
        var (image, source) = (copy.Image, request.Source);
        var comparisons = new List<Comparison>
        {
            new("status", ImageStatus.Available, image.Status, CheckResult.Wrong, Repairable: false),
            new("architecture", source.Architecture, image.Architecture, CheckResult.Wrong, Repairable: false),
            new("disks", Disks(source.Disks.Select(disk => disk.SizeGiB)), Disks(image.DiskDeviceMappings.Select(disk => disk.Size)), CheckResult.Wrong, Repairable: false),
            new("encrypted", Text(request.Encrypted), Encryption(image.DiskDeviceMappings), CheckResult.Wrong, Repairable: false),
        };
        if (request.KmsKeyId is { } key)
        {
            comparisons.Add(new("kmsKeyId", key, Key(key, copy.Snapshots), CheckResult.Wrong, Repairable: false));
        }

        comparisons.Add(new(Name, request.ImageName, image.ImageName, CheckResult.Differs, Repairable: true));
        AddIfSaid(comparisons, Description, request.Description, image.Description, repairable: true);
        AddIfSaid(comparisons, Family, request.Family, image.ImageFamily, repairable: true);
        AddIfSaid(comparisons, BootMode, source.BootMode, image.BootMode, repairable: true);
        AddIfSaid(comparisons, Nvme, source.NvmeSupport, image.NvmeSupport, repairable: true);
        // ECS turns v1 into v2 only.
        AddIfSaid(comparisons, Imds, source.ImdsSupport, image.ImdsSupport, repairable: source.ImdsSupport == "v2");
        // Lineage is what the guard goes by; only the copy itself sets it.
        comparisons.AddRange(request.Tags.Select(tag => new Comparison(
            TagPrefix + tag.Key,
            tag.Value,
            image.Tags.FirstOrDefault(other => other.Key == tag.Key)?.Value,
            CheckResult.Differs,
            Repairable: !tag.Key.StartsWith(Lineage.Prefix, StringComparison.Ordinal))));
        return comparisons;
    }

    /// <summary>The differences that can be repaired.</summary>
    public static IEnumerable<Comparison> Repairs(IReadOnlyList<Comparison> comparisons) =>
        comparisons.Where(comparison => comparison is { Agrees: false, Repairable: true });

    /// <summary>The texts to set, in one call; null = none.</summary>
    public static ModifyImageAttributeRequest? TextRepair(VerifyImageRequest request, IReadOnlyList<Comparison> comparisons)
    {
        var repairs = Repairs(comparisons).ToDictionary(comparison => comparison.Name, comparison => comparison.Expected, StringComparer.Ordinal);
        var nothing = Attributes(request);
        var texts = nothing with
        {
            ImageName = repairs.GetValueOrDefault(Name),
            Description = repairs.GetValueOrDefault(Description),
            ImageFamily = repairs.GetValueOrDefault(Family),
        };
        return texts == nothing ? null : texts;
    }

    /// <summary>The features to set, one a call: ECS takes all of a call or nothing, and may refuse a single one.</summary>
    public static IEnumerable<ModifyImageAttributeRequest> FeatureRepairs(VerifyImageRequest request, IReadOnlyList<Comparison> comparisons) =>
        Repairs(comparisons)
            .Select(comparison => comparison.Name switch
            {
                BootMode => Attributes(request) with { BootMode = comparison.Expected },
                Nvme => Attributes(request) with { NvmeSupport = comparison.Expected },
                Imds => Attributes(request) with { ImdsSupport = comparison.Expected },
                _ => null,
            })
            .OfType<ModifyImageAttributeRequest>();

    /// <summary>The tags to set.</summary>
    public static IReadOnlyList<Tag> TagRepair(IReadOnlyList<Comparison> comparisons) =>
        [.. Repairs(comparisons)
            .Where(comparison => comparison.Name.StartsWith(TagPrefix, StringComparison.Ordinal))
            .Select(comparison => new Tag(comparison.Name[TagPrefix.Length..], comparison.Expected))];

    /// <summary>How each check came out.</summary>
    public static IReadOnlyList<ImageCheck> Report(IReadOnlyList<Comparison> before, IReadOnlyList<Comparison> after) =>
        [.. before.Zip(after, (first, last) => new ImageCheck(
            last.Name,
            !last.Agrees ? last.Otherwise : first.Agrees ? CheckResult.Ok : CheckResult.Repaired,
            last.Expected,
            last.Actual ?? "",
            last.Agrees && !first.Agrees ? first.Actual ?? "" : null))];

    private static void AddIfSaid(List<Comparison> comparisons, string name, string? expected, string actual, bool repairable)
    {
        if (!string.IsNullOrEmpty(expected))
        {
            comparisons.Add(new(name, expected, actual, CheckResult.Differs, repairable));
        }
    }

    private static ModifyImageAttributeRequest Attributes(VerifyImageRequest request) => new() { RegionId = request.Region, ImageId = request.ImageId };

    private static string Text(bool value) => value ? "true" : "false";

    private static string Encryption(IReadOnlyList<DiskDeviceMapping> disks) =>
        disks.Select(disk => disk.Encrypted).Distinct().Count() > 1 ? "partly" : Text(disks.Any(disk => disk.Encrypted));

    private static string Disks(IEnumerable<int> sizes) =>
        string.Join(" + ", sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size} GiB")));

    // A key may be named by its id or by an ARN that ends in it; an alias is resolved by ECS and cannot be compared.
    private static string Key(string expected, IReadOnlyList<Snapshot> snapshots)
    {
        var keys = snapshots.Select(snapshot => snapshot.KMSKeyId).Distinct(StringComparer.Ordinal).ToList();
        return keys.Count == 1 && KeyIds.AreSame(expected, keys[0]) ? expected : string.Join(", ", keys);
    }
}
