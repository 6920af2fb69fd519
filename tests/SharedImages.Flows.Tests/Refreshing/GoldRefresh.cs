using SharedImages.Ecs.Simulator;
using Temporalio.Client.Schedules;

namespace SharedImages.Flows.Tests;

/// <summary>A refresh of plain images of the publisher that are called gold-VERSION, by a schedule. The benchmarks measure it, too.</summary>
internal static class GoldRefresh
{
    public const string Name = "gold";

    private const string Home = "cn-hangzhou";

    /// <summary>Where a year's images go.</summary>
    public static IReadOnlyList<string> SixRegions { get; } = [Home, "cn-shanghai", "cn-beijing", "ap-southeast-1", "eu-central-1", "us-east-1"];

    /// <summary>How a year of it is asked for: three versions stay, dev follows at once, and prod when dev has pointed to a version for three days.</summary>
    public static RefreshSpec OfAYear { get; } = Spec(SixRegions) with
    {
        Drift = DriftPolicy.Repair,
        Keep = new(3, null, TimeSpan.FromDays(1), TimeSpan.FromDays(1), Delete: true),
        Channels = [new("dev", TimeSpan.Zero), new("prod", TimeSpan.FromDays(3))],
        Schedule = new(TimeSpan.FromDays(7), [], [], [], [], "UTC", TimeSpan.Zero, TimeSpan.FromHours(6), PauseAfter: 3),
    };

    /// <summary>Shared on to the consumer.</summary>
    public static RefreshSpec Spec(IEnumerable<string> regions, string name = Name) => new(
        name,
        null,
        new(Home, SimulatorWorld.PublisherAccount, null, $"{name}-*"),
        VersionFrom.Matched,
        null,
        [.. regions.Select(region => new TargetSpec(region, false, null))],
        new($"{name}-{{version}}", null, name, new SortedDictionary<string, string>(StringComparer.Ordinal)),
        null,
        new([SimulatorWorld.ConsumerAccount]),
        DriftPolicy.Report,
        null);

    /// <summary>Again and again, for the first time when the interval is over.</summary>
    public static Schedule Every(TimeSpan interval, RefreshSpec spec, string taskQueue, DateTimeOffset now) => new(
        ScheduleActionStartWorkflow.Create(ContractNames.ScheduledRefresh, [spec], new(ScheduleNames.RunId(spec.Name), taskQueue)),
        new() { Intervals = [new(interval, TimeSpan.FromTicks((now - DateTimeOffset.UnixEpoch).Ticks % interval.Ticks))] });

    /// <summary>An account shares a version with us.</summary>
    public static string Share(EcsSimulator simulator, DateTimeOffset now, string version, string account = SimulatorWorld.PublisherAccount, string name = Name) =>
        simulator.State.AddImage(account, new() { Region = Home, Name = $"{name}-{version}", CreationTime = now, SharedWith = [SimulatorWorld.OurAccount] });
}
