using System.Globalization;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Benchmarks;

/// <summary>
/// The default world with twenty regions and a key of ours in each, and room for all: where copies wait for slots, the looks at them grow
/// with the square of their number, at any engine, and it is the engine that is measured.
/// </summary>
internal static class BenchmarkWorld
{
    public const int Targets = 20;

    private static readonly SimulatorWorld Default = SimulatorWorld.Default();

    /// <summary>The home region is not among them.</summary>
    public static IReadOnlyList<string> Regions { get; } =
    [
        .. Default.Regions.Where(region => region != Home)
            .Concat(Enumerable.Range(1, Targets).Select(number => $"bench-{number.ToString(CultureInfo.InvariantCulture)}"))
            .Take(Targets),
    ];

    public const string Home = "cn-hangzhou";

    public static WorldAccount Ours => Default.Account(SimulatorWorld.OurAccount);

    public static SimulatorWorld For(int promotions) => Default with
    {
        Regions = [Home, .. Regions],
        Accounts = [Ours with { Keys = [.. Regions.Prepend(Home).Select(region => new WorldKey(region, KeyIn(region)))] }, .. Default.Accounts.Where(account => account.Id != SimulatorWorld.OurAccount)],
        Rules = Default.Rules with
        {
            CopiesAtOnce = Math.Max(Default.Rules.CopiesAtOnce, promotions),
            CallsPerMinute = int.MaxValue,
            ImageQuota = int.MaxValue,
            SnapshotQuota = int.MaxValue,
            ImagesPerRecipient = int.MaxValue,
        },
    };

    public static string KeyIn(string region) => Ours.Keys.FirstOrDefault(key => key.Region == region)?.Id ?? $"key-{region}";
}
