namespace SharedImages.Workflows;

/// <summary>What a promotion does with its copies: how each is tested, and what is launched from them. Pure.</summary>
internal static class CopyUseRules
{
    // Beyond what the test itself may take: ECS refuses a time that is near, and workers may be away for hours.
    private static readonly TimeSpan ReleaseMargin = TimeSpan.FromHours(6);

    /// <summary>What a test instance is like.</summary>
    public static InstanceSpec TestInstance { get; } =
        new("sharedimages-test", null, [], null, null, null, new SortedDictionary<string, string>(StringComparer.Ordinal), Spot: false);

    /// <summary>What the regions and the worker's settings are asked about the tests.</summary>
    public static SurveyLaunchRequest Survey(PromotionSpec spec, CopyTestSpec test) =>
        new([.. spec.Targets.Select(target => Target(test.On, target.Region))], TestInstance, test.Commands);

    /// <summary>What the regions and the worker's settings are asked about the launch.</summary>
    public static SurveyLaunchRequest Survey(LastLaunchSpec launch) => new(launch.Targets, launch.Instance, launch.Test?.Commands ?? []);

    /// <summary>Why the copies, once they are there, could not be used as asked; empty = they can.</summary>
    public static IReadOnlyList<Refusal> Refuse(PromotionSpec spec, SourceImage source, string account, SurveyLaunchRequest asked, LaunchSurvey survey) =>
    [
        .. survey.Refusals,
        .. asked.Targets.Zip(survey.Regions).SelectMany(pair => LaunchRules.Refuse(pair.First, asked.Instance, Copy(spec, source, account, pair.First.Region), account, pair.Second)),
    ];

    /// <summary>How the copy of each region is tested.</summary>
    public static IReadOnlyDictionary<string, CopyTestInput> Tests(PromotionSpec spec, SourceImage source, string account, CopyTestSpec test, SurveyLaunchRequest asked, LaunchSurvey survey) =>
        asked.Targets.Zip(survey.Regions).ToDictionary(
            pair => pair.First.Region,
            pair => new CopyTestInput(
                // Of a region that has not answered nothing is known: what was asked for is tried.
                pair.Second.Error is null ? pair.First with { InstanceTypes = LaunchRules.Fitting(Copy(spec, source, account, pair.First.Region), pair.Second) } : pair.First,
                new(test.ReadyWithin, test.Commands)),
            StringComparer.Ordinal);

    /// <summary>The launch of a test instance of a copy.</summary>
    /// <param name="input">Whose region it is.</param>
    /// <param name="test">How it is tested.</param>
    /// <param name="imageId">The copy.</param>
    /// <param name="now">When it is launched: so that nothing is billed for ever, ECS takes the instance back by itself.</param>
    public static RegionLaunchInput TestLaunch(CopyToRegionInput input, CopyTestInput test, string imageId, DateTimeOffset now) => new(
        new(input.Run, input.Account, input.Installation),
        test.Target,
        TestInstance,
        test.Test,
        new() { Region = input.Region, ImageId = imageId, Name = PlanRules.ImageName(input), OwnerId = input.Account },
        test.Target.InstanceTypes,
        now + test.Test.ReadyWithin + test.Test.Commands.Aggregate(ReleaseMargin, (sum, command) => sum + command.Timeout));

    /// <summary>The launch at the end; null when it would have no region, because those were left out by decision.</summary>
    public static LaunchSpec? Launch(PromotionSpec spec, LastLaunchSpec launch, IReadOnlyList<RegionOutcome> outcomes)
    {
        IReadOnlyList<LaunchTarget> targets = [.. launch.Targets.Where(target => outcomes.Any(outcome => outcome.Region == target.Region && outcome.State == ItemState.Done))];
        return targets.Count == 0 ? null : new(
            spec.Name, spec.Version, spec.Account, new($"{spec.Name}/{spec.Version}", null, null, null), targets, launch.Instance, launch.Test, spec.OnFailure);
    }

    private static LaunchTarget Target(TestPlaces on, string region) =>
        new(region, Count: 1, AtLeast: 1, on.InstanceTypes, on.VSwitches[region], on.SecurityGroups[region], Encrypted: false, KmsKeyId: null);

    private static UsedImage Copy(PromotionSpec spec, SourceImage source, string account, string region) => new()
    {
        Region = region,
        ImageId = spec.Image.Name,
        Name = spec.Image.Name,
        OwnerId = account,
        Encrypted = spec.Targets.Any(target => target.Region == region && target.Encrypted),
        Architecture = source.Architecture,
        BootMode = source.BootMode,
        NvmeSupport = source.NvmeSupport,
        DiskSizes = [.. source.Disks.Select(disk => disk.SizeGiB)],
    };
}
