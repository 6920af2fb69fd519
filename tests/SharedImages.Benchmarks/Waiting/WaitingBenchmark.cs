using System.Globalization;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Benchmarks;

/// <summary>What waiting for copies costs and how soon their end is seen, on a rehearsal's virtual time: the same numbers in every run.</summary>
internal static class WaitingBenchmark
{
    private const int Queued = 60;

    private static readonly TimeSpan CopyTime = TimeSpan.FromMinutes(35);

    public static async Task RunAsync()
    {
        Rows.WriteHeader();
        await FollowedAsync(unfollowed: await PromotionAsync());
        await QueueAsync();
        SlowCopy();
    }

    private static async Task<int> PromotionAsync()
    {
        await using var site = await WaitingSite.StartAsync(rules => rules with { SameRegionCopy = CopyTime, CrossRegionCopy = CopyTime });
        var before = site.Now;
        await site.PromoteAsync(BenchmarkSpec.Of(1), BenchmarkSpec.WorkflowId(1));
        var makespan = (site.Now - before) / (2 * CopyTime);

        Rows.Write("20 regions, 35-minute copies, nobody follows: Temporal actions", site.Actions.Total, 420);
        Kinds(site);
        Rows.Write("the same: ECS calls", site.EcsCalls, 500);
        foreach (var calls in site.Simulator.State.Requests.CountBy(request => request.Action).OrderByDescending(calls => calls.Value))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| – {calls.Key} | {calls.Value} | |"));
        }

        Rows.Write("the same: makespan ÷ critical path", makespan, 1.02);
        return site.Actions.Total;
    }

    private static async Task FollowedAsync(int unfollowed)
    {
        await using var site = await WaitingSite.StartAsync(rules => rules with { SameRegionCopy = CopyTime, CrossRegionCopy = CopyTime });
        var oldest = await site.PromoteFollowedAsync(BenchmarkSpec.Of(1), BenchmarkSpec.WorkflowId(1));

        Rows.Write("the same, followed by one person throughout: Temporal actions", site.Actions.Total, 2 * unfollowed);
        Kinds(site);
        Rows.Write("the same: ECS calls", site.EcsCalls, null);
        Rows.Write("the same: age of the oldest look that the terminal shows, seconds", oldest.TotalSeconds, 60);
    }

    private static void Kinds(WaitingSite site)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| – looks asked for by the follower | {site.Actions.ActivityResets} | |"));
        foreach (var (kind, count) in site.Actions.ByKind.Where(kind => kind.Count > 0))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| – {kind} | {count} | |"));
        }
    }

    private static async Task QueueAsync()
    {
        await using var site = await WaitingSite.StartAsync(rules => rules with { CopiesAtOnce = 5 });
        var random = new Random(1);
        for (var copy = 0; copy < Queued; copy++)
        {
            site.Simulator.Faults.Add(new() { Kind = FaultKind.CopyTime, Action = "CopyImage", Duration = CopyTime * (0.5 + random.NextDouble()) });
        }

        var waits = await site.QueueAsync(Queued, cancelled: Queued / 2);
        var late = waits.Select(wait => wait.SeenAt - wait.FinishedAt).Order().ToList();

        Rows.Write("60 copies into one region, five slots, durations ±50 %, one queued copy cancelled: looks per copy, mean", waits.Average(wait => wait.Looks), 12);
        Rows.Write("the same: Available → seen, seconds, p95", late[(int)Math.Ceiling(late.Count * 0.95) - 1].TotalSeconds, 60);
        Rows.Write("the same: Available → seen, seconds, the latest", late[^1].TotalSeconds, null);
    }

    private static void SlowCopy()
    {
        var (looks, stalled, longest) = ModelledCopy.SlowingToATenth(CopyTime);
        Rows.Write("a copy that slows to a tenth of its pace half-way: looks", looks, null);
        Rows.Write("a copy that stands still half-way: noticed after, minutes", stalled.TotalMinutes, longest.TotalMinutes);
    }
}
