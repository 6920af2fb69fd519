using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Whether a spec can play in a world. Pure.</summary>
internal static class RehearsalWorld
{
    /// <summary>The account that the worker acts for: the spec's, else the built-in world's, else the first that has an access key.</summary>
    public static WorldAccount? Ours(SimulatorWorld world, IOperationSpec spec) =>
        spec.Account is { } wanted ? world.Accounts.FirstOrDefault(account => account.Id == wanted)
        : world.Accounts.FirstOrDefault(account => account.Id == SimulatorWorld.OurAccount)
        ?? world.Accounts.FirstOrDefault(account => account.AccessKeys.Count > 0 && account.Id != spec.SourceOwner);

    /// <summary>What the world lacks, a line each; empty = nothing.</summary>
    public static IEnumerable<string> Lacks(SimulatorWorld world, IOperationSpec spec)
    {
        if (Ours(world, spec) is not { } ours)
        {
            return [spec.Account is { } wanted ? $"account {wanted} (account)" : "an account with an access key"];
        }

        var lacks = KindPrograms.Of(spec).Lacks(world, ours, spec);
        return ours.AccessKeys.Count == 0 ? lacks.Prepend($"an access key of account {ours.Id}") : lacks;
    }

    /// <summary>Those of the accounts that the world does not have, each once.</summary>
    public static IEnumerable<string> Unknown(SimulatorWorld world, IEnumerable<string> accounts) =>
        accounts.Where(id => world.Accounts.All(account => account.Id != id)).Distinct(StringComparer.Ordinal);

    /// <summary>A line for each of the regions that the world does not have.</summary>
    public static IEnumerable<string> LacksRegions(SimulatorWorld world, IEnumerable<string> regions) =>
        regions.Distinct(StringComparer.Ordinal).Where(region => !world.Regions.Contains(region, StringComparer.Ordinal)).Select(region => $"region {region}");
}
