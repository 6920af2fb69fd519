using SharedImages.Ecs.Simulator;
using Temporalio.Client.Schedules;

namespace SharedImages.Flows.Tests;

/// <summary>A refresh of plain images of the publisher that are called gold-VERSION, weekly by a schedule.</summary>
internal static class GoldRefresh
{
    public const string Name = "gold";

    /// <summary>Shared on to the consumer.</summary>
    public static RefreshSpec Spec(IEnumerable<string> regions) => new(
        Name,
        null,
        new(Flow.Home, SimulatorWorld.PublisherAccount, null, "gold-*"),
        VersionFrom.Matched,
        null,
        [.. regions.Select(region => new TargetSpec(region, false, null))],
        new("gold-{version}", null, "gold", new SortedDictionary<string, string>(StringComparer.Ordinal)),
        null,
        new([SimulatorWorld.ConsumerAccount]),
        DriftPolicy.Report,
        null);

    /// <summary>For the first time in a week.</summary>
    public static Schedule Weekly(Flow flow, RefreshSpec spec)
    {
        var week = TimeSpan.FromDays(7);
        return new(
            ScheduleActionStartWorkflow.Create(ContractNames.ScheduledRefresh, [spec], new(ScheduleNames.RunId(spec.Name), flow.TaskQueue)),
            new() { Intervals = [new(week, TimeSpan.FromTicks((flow.Now - DateTimeOffset.UnixEpoch).Ticks % week.Ticks))] });
    }

    /// <summary>An account shares a version with us.</summary>
    public static string Share(Flow flow, string account, string version) => flow.Simulator.State.AddImage(account, new()
    {
        Region = Flow.Home,
        Name = $"gold-{version}",
        CreationTime = flow.Now,
        SharedWith = [SimulatorWorld.OurAccount],
    });
}
