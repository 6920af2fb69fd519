using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

/// <summary>A launch of two encrypted instances in cn-shanghai, and instances as it has made them.</summary>
internal static class Launches
{
    public const string Region = Site.Target;
    private const string Own = SimulatorWorld.OurAccount;

    /// <summary>What a worker must allow for it.</summary>
    public static TrustOptions Allowing(TrustOptions trust) => trust with
    {
        Launching = new()
        {
            MaxInstances = 100,
            InstanceTypes = ["ecs.g7.*"],
            Networks = ["vsw-*", "sg-*"],
            Roles = ["web"],
            KeyPairs = ["operators"],
            UserData = new(false, [AllowedTexts.DigestOf("echo hello")]),
        },
        Testing = new() { Commands = new(false, [AllowedTexts.DigestOf(Command.Run)]) },
    };

    /// <summary>The command of its test.</summary>
    public static TestCommand Command { get; } = new("systemctl is-active web", "active", 0, TimeSpan.FromMinutes(1));

    /// <summary>The group.</summary>
    /// <param name="site">Where; an image of ours is added there when there is none.</param>
    /// <param name="token">Its client token.</param>
    public static InstanceGroup Group(Site site, string token = "token-1") => new()
    {
        Account = Own,
        Region = Region,
        ImageId = site.Simulator.State.Images(Own, Region) is [var image, ..] ? image.ImageId : site.Simulator.State.AddImage(Own, new() { Region = Region, Name = "built-here" }),
        InstanceType = "ecs.g7.large",
        VSwitch = SimulatorWorld.Default().ZonesOf(Region)[0].VSwitches[0],
        SecurityGroups = [SimulatorWorld.Default().SecurityGroupsOf(Region)[0]],
        Amount = 2,
        Instance = new("web", null, [], "operators", "web", "echo hello", new Dictionary<string, string>(StringComparer.Ordinal), false),
        Encrypted = true,
        KmsKeyId = Site.KeyIn(Region),
        Tags = Tags(token),
        ClientToken = token,
    };

    /// <summary>The same with another value of a tag; null = without it.</summary>
    public static InstanceGroup Tagged(this InstanceGroup group, string key, string? value) => group with { Tags = With(group.Tags, key, value) };

    /// <summary>Its lineage.</summary>
    public static SortedDictionary<string, string> Tags(string token = "token-1") => new(StringComparer.Ordinal)
    {
        [Lineage.Kind] = Lineage.LaunchKind,
        [Lineage.Operation] = Runs.Launch,
        [Lineage.Run] = Runs.LaunchRun,
        [Lineage.Group] = token,
    };

    /// <summary>Tags with another value of one; null = without it.</summary>
    public static SortedDictionary<string, string> With(IReadOnlyDictionary<string, string> tags, string key, string? value)
    {
        var changed = new SortedDictionary<string, string>(tags.ToDictionary(), StringComparer.Ordinal);
        changed.Remove(key);
        if (value is not null)
        {
            changed[key] = value;
        }

        return changed;
    }

    /// <summary>Adds an instance of the group.</summary>
    /// <param name="site">Where.</param>
    /// <param name="tags">Its tags; null = those of the launch.</param>
    /// <param name="made">When it was made; null = now.</param>
    public static string Add(Site site, IReadOnlyDictionary<string, string>? tags = null, DateTimeOffset? made = null) => site.Simulator.State.AddInstance(Own, new()
    {
        Region = Region,
        Name = "web-1",
        Image = Group(site).ImageId,
        Tags = tags ?? Tags(),
        CreationTime = made,
    });
}
