namespace SharedImages.Workflows;

/// <summary>What a launch would do in each region. Pure.</summary>
internal static class LaunchItemRules
{
    // What ECS gives at least, where nobody says more.
    private const int LeastSystemDisk = 40;

    /// <summary>What is launched in a region, and what speaks against it.</summary>
    /// <param name="Launch">The launch.</param>
    /// <param name="Error">Why the region cannot be used; null = it can.</param>
    /// <param name="Refusals">Why the image cannot become what is asked for.</param>
    internal sealed record PlannedLaunch(RegionLaunchInput Launch, StepError? Error, IReadOnlyList<Refusal> Refusals);

    /// <summary>Null when there is no image for the region, or no answer of it, which has been refused.</summary>
    public static PlannedLaunch? Plan(LaunchSpec spec, LaunchTarget target, RunIdentity identity, ImageReport report, LaunchSurvey survey)
    {
        var offer = survey.Regions.FirstOrDefault(offered => offered.Region == target.Region);
        var image = report.Images.FirstOrDefault(used => used.Region == target.Region);
        return offer is null || image is null ? null : new(
            new(identity, target, spec.Instance, spec.Test, image, LaunchRules.Fitting(image, offer)), offer.Error, LaunchRules.Refuse(target, spec.Instance, image, identity.Account, offer));
    }

    /// <summary>The regions as a plan says them.</summary>
    public static IReadOnlyList<PlannedItem> Items(LaunchSpec spec, IReadOnlyList<(RegionLaunchInput? Launch, LaunchTarget Target, StepError? Error)> regions) =>
        [.. regions.Select(region => new PlannedItem
        {
            Item = region.Target.Region,
            Route = region.Error is null ? PlanRoute.Launch : PlanRoute.Fail,
            Name = spec.Instance.Name,
            Encrypted = region.Target.Encrypted,
            KmsKeyId = region.Target.KmsKeyId,
            ImageId = region.Launch?.Image.ImageId,
            Count = region.Target.Count,
            Gibibytes = region.Launch is { } launch ? Size(spec, launch) : null,
            Note = region.Error?.SentenceWithin(region.Target.Region) ?? (region.Launch is { Types: [var best, ..] } ? best : null),
        })];

    // Of all disks of all instances, those of the image included; null when the image's are not known.
    private static int? Size(LaunchSpec spec, RegionLaunchInput launch)
    {
        var sizes = launch.Image.DiskSizes;
        return sizes.Count == 0
            ? null
            : ((spec.Instance.SystemDisk?.Size ?? Math.Max(sizes[0], LeastSystemDisk)) + sizes.Skip(1).Sum() + spec.Instance.DataDisks.Sum(disk => disk.Size ?? 0)) * launch.Target.Count;
    }
}
