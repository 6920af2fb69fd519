using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What the demo plays with: the built-in world with a fleet on an old image, what its worker allows, and what is asked for. Pure.</summary>
internal static class DemoStage
{
    /// <summary>Where the fleet is, and where instances are launched.</summary>
    public const string FleetRegion = "cn-shanghai";

    public const int Fleet = 12;

    private const int Launched = 2;
    private const string Type = "ecs.g7.large";
    private const string OldImage = "m-3nswebbaseold0000001";

    private static readonly Tag FleetTag = new("role", "web");
    private static readonly TestCommand Command = new("echo active", "active", 0, TimeSpan.FromSeconds(30));

    public static TrustOptions Trust { get; } = new()
    {
        TrustedOwners = [SimulatorWorld.PublisherAccount],
        ShareRecipients = [SimulatorWorld.ConsumerAccount],
        Launching = new() { MaxInstances = 10, InstanceTypes = [Type], Networks = ["vsw-*", "sg-*"] },
        Testing = new() { Commands = new(true, []) },
        Replacing = new() { InstanceTags = [FleetTag], MaxInstances = Fleet },
    };

    public static SimulatorWorld World()
    {
        var world = SimulatorWorld.Default();
        var ours = world.Account(SimulatorWorld.OurAccount);
        var fleet = ours with
        {
            Images = [.. ours.Images, new() { Region = FleetRegion, Id = OldImage, Name = "web-base-2026.10.01" }],
            Instances =
            [
                .. ours.Instances,
                .. Enumerable.Range(1, Fleet).Select(_ => new WorldInstance
                {
                    Region = FleetRegion,
                    Name = "web",
                    Image = OldImage,
                    Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [FleetTag.Key] = FleetTag.Value },
                }),
            ],
        };
        return world with { Accounts = [fleet, .. world.Accounts.Where(account => account.Id != ours.Id)] };
    }

    /// <summary>Six regions, each copy tested before it is shared, and two instances launched from one of them.</summary>
    public static PromotionSpec Promotion(SimulatorWorld world)
    {
        var spec = DevSpec.Read();
        var regions = spec.Targets.Select(target => target.Region).ToList();
        return spec with
        {
            Test = new(
                new(
                    [Type],
                    new SortedDictionary<string, IReadOnlyList<string>>(regions.ToDictionary(region => region, region => VSwitches(world, region), StringComparer.Ordinal), StringComparer.Ordinal),
                    new SortedDictionary<string, IReadOnlyList<string>>(regions.ToDictionary(region => region, region => SecurityGroups(world, region), StringComparer.Ordinal), StringComparer.Ordinal)),
                TimeSpan.FromMinutes(5),
                [Command]),
            Launch = new(
                [new(FleetRegion, Launched, Launched, [Type], VSwitches(world, FleetRegion), SecurityGroups(world, FleetRegion), Encrypted: false, KmsKeyId: null)],
                new("web", null, [], null, null, null, new SortedDictionary<string, string>(StringComparer.Ordinal), Spot: false),
                Test: null),
        };
    }

    /// <summary>The fleet on the copy of its region, two first; one whose new disk does not pass the test gets its former image back.</summary>
    public static ReplacementSpec Replacement(PromotionSpec promotion) => new(
        "web-roll",
        promotion.Version,
        null,
        new($"{promotion.Name}/{promotion.Version}", null, null, null),
        [new(FleetRegion, null, new SortedDictionary<string, string>(StringComparer.Ordinal) { [FleetTag.Key] = FleetTag.Value }, null, null, Encrypted: true, promotion.Targets.Single(target => target.Region == FleetRegion).KmsKeyId)],
        new("50%", 2, "1m", StopAfter: 2),
        "7d",
        new(TimeSpan.FromMinutes(5), [Command]),
        WayBack.FormerImage);

    private static IReadOnlyList<string> VSwitches(SimulatorWorld world, string region) => [.. world.ZonesOf(region).Where(zone => zone.EncryptsSystemDisks).Select(zone => zone.VSwitches[0])];

    private static IReadOnlyList<string> SecurityGroups(SimulatorWorld world, string region) => [world.SecurityGroupsOf(region)[0]];
}
