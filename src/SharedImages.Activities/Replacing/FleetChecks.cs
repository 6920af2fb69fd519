using System.Globalization;
using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Reasons not to begin a replacement, by what ECS says of its instances (facts §2.12). Pure.</summary>
internal static class FleetChecks
{
    /// <summary>More are counted, not listed: they become a part of a failure, whose size Temporal bounds.</summary>
    private const int MaxListed = 50;

    /// <summary>Whether each selection has found what it is for.</summary>
    public static IEnumerable<Refusal> Selections(IReadOnlyList<InstanceSelection> selections, IReadOnlyList<IReadOnlyList<Instance>> found)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < selections.Count; i++)
        {
            var (selection, instances) = (selections[i], found[i]);
            foreach (var gone in (selection.Ids ?? []).Except(instances.Select(instance => instance.InstanceId), StringComparer.Ordinal))
            {
                yield return new("instance-found", $"{gone} is not an instance of this account in {selection.Region}; correct the id, or leave it out");
            }

            if (instances.Count == 0 && selection.Ids is null)
            {
                yield return new("selection-empty", $"no instance is {selection}; correct instances[{i}], or leave it out");
            }

            if (instances.Count > selection.AtMost)
            {
                yield return new("at-most", string.Create(CultureInfo.InvariantCulture, $"{instances.Count} instances are {selection}, more than atMost {selection.AtMost}; select fewer, or raise atMost"));
            }

            foreach (var instance in instances.Where(instance => !first.TryAdd(instance.InstanceId, i)))
            {
                yield return new("selected-twice", $"{instance.InstanceId} is selected by instances[{first[instance.InstanceId]}] and by instances[{i}]; select it once");
            }
        }
    }

    /// <summary>Whether the fleet is within the worker's bounds and ours.</summary>
    public static IEnumerable<Refusal> Size(int instances, ReplacingOptions options)
    {
        if (ReplacementRules.TooMany(instances, options) is { } refusal)
        {
            yield return refusal;
        }

        if (instances > ReplacementSpecReader.MaxInstances)
        {
            yield return new("max-instances", string.Create(CultureInfo.InvariantCulture, $"{instances} instances are selected, and one replacement has at most {ReplacementSpecReader.MaxInstances}; make several of it"));
        }
    }

    /// <summary>Whether an image is one for a system disk.</summary>
    public static IEnumerable<Refusal> Image(UsedImage image)
    {
        if (image.DiskSizes.Count > 1)
        {
            yield return new("system-disk-image", $"{image.ImageId} in {image.Region} has {image.DiskSizes.Count - 1} data disks, and only an image of a system disk alone can replace one; take another image");
        }
    }

    /// <summary>Whether an instance may lose its disk, and can get another now.</summary>
    public static IEnumerable<Refusal> Instance(Instance instance, string installation, ReplacingOptions options)
    {
        foreach (var refusal in new[] { ReplacementRules.Allowed(instance, options), ReplacementRules.Marked(instance, installation) }.OfType<Refusal>())
        {
            yield return refusal;
        }

        foreach (var refusal in ReplacementRules.State(instance))
        {
            yield return refusal;
        }
    }

    /// <summary>Whether an image boots on an instance: architecture, boot mode, NVMe driver.</summary>
    public static IEnumerable<Refusal> Fit(UsedImage image, Instance instance, InstanceType? type)
    {
        if (type is null)
        {
            yield break;
        }

        var what = $"{image.ImageId} on {instance.InstanceId} ({type.InstanceTypeId})";
        if ((image.Architecture == "arm64") != (type.CpuArchitecture == "ARM"))
        {
            yield return new("architecture", $"{what}: the image is for {image.Architecture}, the instance for {type.CpuArchitecture}; take an image of its architecture, or leave it out");
        }

        if (image.BootMode is "BIOS" or "UEFI" && type.SupportedBootModes.Count > 0 && !type.SupportedBootModes.Contains(image.BootMode, StringComparer.Ordinal))
        {
            yield return new("boot-mode", $"{what}: the image boots by {image.BootMode}, the instance by {string.Join(" or ", type.SupportedBootModes)}; take an image of its boot mode, or leave it out");
        }

        if (type.NvmeSupport == "required" && image.NvmeSupport == "unsupported")
        {
            yield return new("nvme", $"{what}: the instance needs an NVMe driver that the image has not; take another image, or leave it out");
        }
    }

    /// <summary>Whether the new disk can take the old one's place: as large, and not less encrypted.</summary>
    public static IEnumerable<Refusal> Disk(UsedImage image, InstanceSelection selection, Instance instance, Disk? disk)
    {
        if (disk is null)
        {
            yield return new("system-disk", $"{instance.InstanceId} has no system disk that could be replaced; leave it out");
            yield break;
        }

        if (image.DiskSizes.Count > 0 && disk.Size < image.DiskSizes[0])
        {
            yield return new("disk-size", string.Create(CultureInfo.InvariantCulture, $"the disk of {instance.InstanceId} has {disk.Size} GiB, and {image.ImageId} needs {image.DiskSizes[0]}; resize the disk, or leave it out"));
        }

        if (disk.Encrypted && !selection.Encrypted && !image.Encrypted)
        {
            yield return new("encryption", $"the disk of {instance.InstanceId} is encrypted, and the new one would be plain; give its selection a kmsKeyId, or encrypted: true");
        }
    }

    /// <summary>A former image that could not be put on a disk again.</summary>
    public static Refusal NoWayBack(string imageId) => new(
        "former-image",
        $"{imageId}, which instances have now, is gone, no longer shared with this account, recalled, or of an owner who is not trusted, so they cannot be brought back to it; take onFailure: formerDisk or keep, or leave them out");

    /// <summary>What is lost on purpose.</summary>
    public static IEnumerable<string> Losses(SurveyFleetRequest request)
    {
        if (!request.KeepsOldDisk)
        {
            yield return "no snapshot is made of the old disks: what is on them is lost";
        }
        else if (request.OnFailure == WayBack.FormerImage)
        {
            yield return "an instance that is brought back gets its former image on a fresh disk: what was written on the old one is then only in the snapshot";
        }
    }

    /// <summary>As many as can be told.</summary>
    public static IReadOnlyList<Refusal> Bounded(IReadOnlyList<Refusal> refusals) => refusals.Count <= MaxListed
        ? refusals
        : [.. refusals.Take(MaxListed), new("more", string.Create(CultureInfo.InvariantCulture, $"{refusals.Count - MaxListed} more reasons; settle those above first"))];
}
