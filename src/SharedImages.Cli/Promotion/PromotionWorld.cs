using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Whether a promotion can play in a world: it must have the accounts, keys and regions that the spec names. Pure.</summary>
internal static class PromotionWorld
{
    /// <summary>What the world lacks, a line each; empty = nothing.</summary>
    public static IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, PromotionSpec spec)
    {
        foreach (var account in RehearsalWorld.Unknown(world, spec.Share.Accounts.Prepend(spec.Source.Owner)))
        {
            yield return $"account {account} ({(account == spec.Source.Owner ? "source.owner" : "share.accounts")})";
        }

        foreach (var line in RehearsalWorld.LacksRegions(world, spec.Targets.Select(target => target.Region).Prepend(spec.Source.Region)))
        {
            yield return line;
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
