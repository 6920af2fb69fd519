using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>Where instances are launched, in which order, and in which groups. Pure.</summary>
internal static class LaunchRules
{
    /// <summary>How often what ECS gave and did not make is made good, before somebody is asked.</summary>
    public const int MaxMadeGood = 2;

    /// <summary>Why the image cannot become what is asked for; empty = it can.</summary>
    public static IReadOnlyList<Refusal> Refuse(LaunchTarget target, InstanceSpec instance, UsedImage image, string account, RegionOffer offer)
    {
        var refusals = new List<Refusal>();
        if (offer.Error is null && Fitting(image, offer).Count == 0)
        {
            refusals.Add(new(
                "instance-type",
                $"{image.ImageId} in {target.Region} ({Traits(image)}) boots on none of {string.Join(", ", target.InstanceTypes)}; name types of that architecture and boot mode"));
        }

        if (image.Encrypted && image.OwnerId != account && !target.Encrypted)
        {
            refusals.Add(new(
                "encrypted-needs-key",
                $"{image.ImageId} in {target.Region} is shared and encrypted, so disks made from it must be; set the target's kmsKeyId to a key of {target.Region} (or encrypted: true for the service key)"));
        }

        if (instance.SystemDisk?.Size is { } size && image.DiskSizes.Count > 0 && size < image.DiskSizes[0])
        {
            refusals.Add(new(
                "disk-size",
                string.Create(CultureInfo.InvariantCulture, $"the system disk of {size} GiB is smaller than {image.ImageId} in {target.Region}, which has {image.DiskSizes[0]} GiB; give at least that")));
        }

        return refusals;
    }

    /// <summary>The types that the image boots on: in the order of preference, but those that no zone has in stock last.</summary>
    public static IReadOnlyList<string> Fitting(UsedImage image, RegionOffer offer) =>
        [.. offer.Types.Where(type => Boots(image, type)).OrderBy(type => !type.InStock).Select(type => type.Id)];

    /// <summary>All places, the first best: the best type in each vSwitch, then the next type.</summary>
    public static IReadOnlyList<LaunchPlace> Places(LaunchTarget target, IReadOnlyList<string> types) =>
        [.. from type in types from vSwitch in target.VSwitches select new LaunchPlace(type, vSwitch)];

    /// <summary>How many places a target names.</summary>
    public static int PlacesOf(LaunchTarget target) => target.InstanceTypes.Count * target.VSwitches.Count;

    /// <summary>How many of the missing ones one call asks for.</summary>
    public static int Amount(int missing) => Math.Min(missing, InstanceGroup.MaxAmount);

    /// <summary>The RunInstances call of a group, client token included.</summary>
    /// <param name="launch">What is launched where.</param>
    /// <param name="place">The type and vSwitch.</param>
    /// <param name="amount">How many.</param>
    /// <param name="workflowId">Of the operation.</param>
    /// <param name="attempt">Which call of this region it is.</param>
    public static InstanceGroup Group(RegionLaunchInput launch, LaunchPlace place, int amount, string workflowId, int attempt)
    {
        // With another time it is another request, which ECS does not take under the same token.
        var item = launch.Target.Region + (launch.ReleaseAt is { } end ? string.Create(CultureInfo.InvariantCulture, $"/{end:O}") : "");
        var token = ClientTokens.Of(workflowId, launch.Run.Run, "launch", item, attempt);
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in launch.Instance.Tags)
        {
            tags[key] = value;
        }

        tags[Lineage.Kind] = Lineage.LaunchKind;
        tags[Lineage.Operation] = workflowId;
        tags[Lineage.Run] = launch.Run.Run;
        tags[Lineage.Installation] = launch.Run.Installation;
        tags[Lineage.Group] = token;
        return new()
        {
            Account = launch.Run.Account,
            Region = launch.Target.Region,
            ImageId = launch.Image.ImageId,
            InstanceType = place.InstanceType,
            VSwitch = place.VSwitch,
            SecurityGroups = launch.Target.SecurityGroups,
            Amount = amount,
            Instance = launch.Instance with { Tags = new SortedDictionary<string, string>(StringComparer.Ordinal) },
            Encrypted = launch.Target.Encrypted,
            KmsKeyId = launch.Target.KmsKeyId,
            ReleaseAt = launch.ReleaseAt,
            Tags = tags,
            ClientToken = token,
        };
    }

    /// <summary>There are too few, wherever they may be.</summary>
    public static StepError TooFew(LaunchTarget target, int there, StepError? last) => new(
        StepErrorKind.Capacity,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Region}: {there} of {target.Count} instances could be had, and {target.AtLeast} are needed; asked for {string.Join(", ", target.InstanceTypes)} at {string.Join(", ", target.VSwitches)}{(last is null ? "" : $"; the last answer was: {last.MessageWithin(target.Region)}")}"),
        "wait until there is stock, then retry: what is missing is asked for again; or name more types or vSwitches under a new version",
        last?.Code,
        last?.RequestId);

    private static bool Boots(UsedImage image, OfferedType type) =>
        (image.Architecture is "" || (image.Architecture == "arm64") == (type.Architecture == "ARM"))
        && (image.BootMode is "" or "UEFI-Preferred" || type.BootModes.Count == 0 || type.BootModes.Contains(image.BootMode, StringComparer.Ordinal))
        && (!type.NeedsNvme || image.NvmeSupport != "unsupported");

    private static string Traits(UsedImage image) =>
        string.Join(", ", new[] { image.Architecture, image.BootMode, image.NvmeSupport == "unsupported" ? "without NVMe" : "" }.Where(trait => trait.Length > 0));
}
