using System.Globalization;
using SharedImages.Ecs.Simulator;
using SharedImages.Flows.Tests;

namespace SharedImages.Benchmarks;

/// <summary>A year of weekly refreshes to six regions, with a new version every two weeks: made, shared, followed by channels, retired.</summary>
internal static class YearBenchmark
{
    private const int Weeks = 52;
    private const int WarmUpWeeks = 6;
    private const int Kept = 3;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <param name="args">How many weeks; none = a year.</param>
    public static async Task RunAsync(string[] args)
    {
        // The first weeks of a process compile what they run.
        await PlayAsync(WarmUpWeeks);
        var weeks = args is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : Weeks;
        var (measured, actions) = await PlayAsync(weeks);

        Rows.WriteHeader();
        Rows.Write(string.Create(CultureInfo.InvariantCulture, $"{weeks} weekly refreshes to six regions, {Versions(weeks)} versions, warm: wall clock, seconds"), measured.Wall.TotalSeconds, weeks == Weeks ? Bound.TotalSeconds : null);
        Rows.WriteCosts(measured, actions);
    }

    private static async Task<(Measurement Measured, int Actions)> PlayAsync(int weeks)
    {
        await using var site = await BenchmarkSite.StartAsync(BenchmarkWorld.For(1));
        await site.Environment.Client.CreateScheduleAsync(
            ScheduleNames.ScheduleId(GoldRefresh.Name), GoldRefresh.Every(Week, GoldRefresh.OfAYear, Benchmark.TaskQueue, site.Now));
        using var meter = new Meter(site.Environment.Time);
        for (var week = 0; week < weeks; week++)
        {
            if (week % 2 == 0)
            {
                GoldRefresh.Share(site.Simulator, site.Now, (week / 2).ToString("00", CultureInfo.InvariantCulture));
            }

            // Until the refresh is long over.
            await site.Environment.DelayAsync(week == 0 ? Week + TimeSpan.FromDays(6) : Week);
        }

        var measured = meter.Read(Versions(weeks));
        Check(site.Simulator, weeks);
        return (measured, site.Environment.Actions.Total);
    }

    private static int Versions(int weeks) => (weeks + 1) / 2;

    // Each version was finished in each region, and those that are kept are there.
    private static void Check(EcsSimulator simulator, int weeks)
    {
        var (made, left) = (simulator.State.Ledger.Entries.Count(entry => entry.Effect == LedgerEffect.Tagged && entry.What == Lineage.Done), simulator.State.Images(SimulatorWorld.OurAccount).Count);
        var regions = GoldRefresh.SixRegions.Count;
        if (made != regions * Versions(weeks) || left != regions * Math.Min(Kept, Versions(weeks)))
        {
            throw new InvalidOperationException($"Of {Versions(weeks)} versions in {regions} regions {made} images were finished and {left} are left, so nothing is measured.");
        }
    }
}
