using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>What a simulator starts with.</summary>
public sealed partial record SimulatorWorld
{
    /// <summary>Region ids that exist.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>What is special about regions; one that is not named is ordinary.</summary>
    public IReadOnlyList<WorldRegionConditions> RegionConditions { get; init; } = [];

    /// <summary>Accounts that exist; sharing with any other is <c>InvalidAccount.NotFound</c>.</summary>
    public IReadOnlyList<WorldAccount> Accounts { get; init; } = [];

    /// <summary>Instance types that exist.</summary>
    public IReadOnlyList<WorldInstanceType> InstanceTypes { get; init; } = WorldInstanceType.Defaults;

    /// <summary>Zones; a region without any has the three of <see cref="ZonesOf"/>.</summary>
    public IReadOnlyList<WorldZone> Zones { get; init; } = [];

    /// <summary>Security groups; a region without any has the one of <see cref="SecurityGroupsOf"/>.</summary>
    public IReadOnlyList<WorldSecurityGroup> SecurityGroups { get; init; } = [];

    /// <summary>Durations, limits and choices where the service is silent.</summary>
    public WorldRules Rules { get; init; } = new();

    /// <summary>Faults that are in force from the start.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What has come to be in the simulator that wrote this world; null = it begins with images and instances of the accounts.</summary>
    internal JsonNode? Present { get; init; }

    /// <summary>The account with this id.</summary>
    /// <exception cref="KeyNotFoundException">No such account.</exception>
    public WorldAccount Account(string id) =>
        Accounts.FirstOrDefault(account => account.Id == id) ?? throw new KeyNotFoundException($"The world has no account {id}.");

    /// <summary>The zones of a region; when it has none of its own, three that sell everything (but <c>ap-southeast-1a</c> no encrypted system disks): <c>cn-hangzhou-h</c>, <c>-i</c>, <c>-j</c>, or <c>us-east-1a</c>, <c>b</c>, <c>c</c>.</summary>
    public IReadOnlyList<WorldZone> ZonesOf(string region)
    {
        var own = Zones.Where(zone => zone.Region == region).ToList();
        string[] ends = char.IsAsciiDigit(region[^1]) ? ["a", "b", "c"] : ["-h", "-i", "-j"];
        return own.Count > 0 ? own : [.. ends.Select(end => new WorldZone { Region = region, Id = region + end, EncryptsSystemDisks = region + end != "ap-southeast-1a" })];
    }

    /// <summary>Ids of the security groups of a region; when it has none of its own, one whose id follows from the region's.</summary>
    public IReadOnlyList<string> SecurityGroupsOf(string region)
    {
        var own = SecurityGroups.Where(group => group.Region == region).Select(group => group.Id).ToList();
        return own.Count > 0 ? own : [Ids.Of("sg", region)];
    }
}
