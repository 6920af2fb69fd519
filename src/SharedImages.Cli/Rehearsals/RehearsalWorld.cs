using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Whether a spec can play in a world: it must have the accounts, keys and regions that the spec names. Pure.</summary>
internal static class RehearsalWorld
{
    /// <summary>The account that the worker acts for: the spec's, else the built-in world's, else the first that has an access key.</summary>
    public static WorldAccount? Ours(SimulatorWorld world, PromotionSpec spec) =>
        spec.Account is { } wanted ? world.Accounts.FirstOrDefault(account => account.Id == wanted)
        : world.Accounts.FirstOrDefault(account => account.Id == SimulatorWorld.OurAccount)
        ?? world.Accounts.FirstOrDefault(account => account.AccessKeys.Count > 0 && account.Id != spec.Source.Owner);

    /// <summary>What the world lacks, a line each; empty = nothing.</summary>
    public static IEnumerable<string> Lacks(SimulatorWorld world, PromotionSpec spec)
    {
        if (Ours(world, spec) is not { } ours)
        {
            yield return spec.Account is { } wanted ? $"account {wanted} (account)" : "an account with an access key";
            yield break;
        }

        if (ours.AccessKeys.Count == 0)
        {
            yield return $"an access key of account {ours.Id}";
        }

        foreach (var account in spec.Share.Accounts.Prepend(spec.Source.Owner).Where(id => world.Accounts.All(account => account.Id != id)).Distinct(StringComparer.Ordinal))
        {
            yield return $"account {account} ({(account == spec.Source.Owner ? "source.owner" : "share.accounts")})";
        }

        foreach (var region in spec.Targets.Select(target => target.Region).Prepend(spec.Source.Region).Distinct(StringComparer.Ordinal).Where(region => !world.Regions.Contains(region, StringComparer.Ordinal)))
        {
            yield return $"region {region}";
        }

        var keys = spec.Targets.Select(target => (target.Region, Key: target.KmsKeyId)).Prepend((spec.Source.Region, spec.Intake?.KmsKeyId));
        foreach (var (region, key) in keys.Where(key => key.Item2 is not null && !IsNamed(ours, key.Item1, key.Item2)).Distinct())
        {
            yield return $"key {key} of account {ours.Id} in {region}{Instead(ours, region)}";
        }
    }

    private static bool IsNamed(WorldAccount ours, string region, string key) =>
        ours.Keys.Any(known => known.Region == region && (known.Id == key || key.EndsWith($"/{known.Id}", StringComparison.Ordinal)));

    private static string Instead(WorldAccount ours, string region) =>
        ours.Keys.FirstOrDefault(key => key.Region == region) is { } there ? $" (there is {there.Id})" : "";
}
