using System.Globalization;
using SharedImages.Ecs.Simulator;
using SharedImages.Flows.Tests;

namespace SharedImages.Benchmarks;

/// <summary>Many refreshes, each hourly by a schedule of its own and all due at the same moment, on one worker: the hour in which all is made, and a day in which nothing is new.</summary>
internal static class RefreshesBenchmark
{
    private const int Refreshes = 500;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <param name="args">How many refreshes; none = 500.</param>
    public static async Task RunAsync(string[] args)
    {
        var count = args is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : Refreshes;
        IReadOnlyList<string> names = [.. Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"gold{number}"))];
        await using var site = await BenchmarkSite.StartAsync(BenchmarkWorld.For(count));
        foreach (var name in names)
        {
            await AddAsync(site, name);
        }

        Rows.WriteHeader();
        // Each look is half an hour after an hour.
        await MeasureAsync(site, $"{count} refreshes of six regions, the first hour, in which all is made", Hour + (Hour / 2));
        await CheckAsync(site, names, hours: 1);
        await MeasureAsync(site, $"{count} refreshes of six regions, hourly for a day, nothing new", 24 * Hour);
        await CheckAsync(site, names, hours: 25);
    }

    private static async Task AddAsync(BenchmarkSite site, string name)
    {
        GoldRefresh.Share(site.Simulator, site.Now, "1", name: name);
        await site.Environment.Client.CreateScheduleAsync(
            ScheduleNames.ScheduleId(name), GoldRefresh.Every(Hour, GoldRefresh.Spec(GoldRefresh.SixRegions, name), Benchmark.TaskQueue, site.Now));
    }

    private static async Task MeasureAsync(BenchmarkSite site, string what, TimeSpan time)
    {
        var before = site.Environment.Actions.Total;
        using var meter = new Meter(site.Environment.Time);
        await site.Environment.DelayAsync(time);
        var (measured, after) = (meter.Read(1), site.Environment.Actions.Total);

        Rows.Write($"{what}: wall clock, seconds", measured.Wall.TotalSeconds, null);
        Rows.WriteCosts(measured, after - before);
    }

    // All is made, and each refresh has run each hour: a failed one would have paused its schedule.
    private static async Task CheckAsync(BenchmarkSite site, IReadOnlyList<string> names, int hours)
    {
        var finished = site.Simulator.State.Images(SimulatorWorld.OurAccount).Count(image => image.Tags.ContainsKey(Lineage.Done));
        var schedules = await Task.WhenAll(names.Select(name => site.Environment.Client.GetScheduleHandle(ScheduleNames.ScheduleId(name)).DescribeAsync()));
        var missed = schedules.Count(schedule => schedule.Schedule.State.Paused || schedule.Info.NumActions != hours);
        if (missed > 0 || finished != names.Count * GoldRefresh.SixRegions.Count)
        {
            throw new InvalidOperationException($"Of {names.Count} refreshes in six regions {finished} images are finished, and {missed} schedules have not run {hours} times, so nothing is measured.");
        }
    }
}
