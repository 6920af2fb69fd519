using System.Globalization;
using System.Text.Json;
using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Rehearsal;
using SharedImages.Worker;
using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Benchmarks;

/// <summary>A thousand instances get another system disk, some of them failing in various ways, on a rehearsal's virtual time; or none failing, and then all are brought back.</summary>
internal static class FleetBenchmark
{
    private const int Instances = 1000;
    private const int Places = Instances / 10;

    // 5 % fail: of each kind so many calls are refused.
    private static readonly (string Action, string Code)[] Failures =
    [
        ("StopInstance", "InvalidOperation.EniLinked"), ("CreateSnapshot", "QuotaExceed.Snapshot"), ("ReplaceSystemDisk", "InvalidParameter.Conflict"), ("StartInstance", "DiskError"), ("TagResources", "QuotaExceed.Tags"),
    ];

    /// <summary>Replaces the fleet's disks and measures that; or, by a way back, measures how all come back.</summary>
    public static async Task RunAsync(WayBack? back = null)
    {
        await using var environment = await Benchmark.StartEnvironmentAsync();
        await using var simulator = await EcsSimulator.StartAsync(new() { World = World(), Time = environment.Time, WallClock = environment.Time });
        foreach (var (action, code) in back is null ? Failures : [])
        {
            for (var i = 0; i < Instances / 100; i++)
            {
                simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = action, Code = code, HttpStatus = 403, Nth = 1 + (i * Instances / 12) });
            }
        }

        using var ecs = new EcsClient(new() { Endpoint = simulator.Endpoint, CallLimits = null }, new EnvironmentCredentialsProvider(Benchmark.Credential), environment.Time);
        var trust = new TrustOptions { Replacing = new() { InstanceTags = [new("role", "web")], MaxInstances = Instances } };
        using var worker = new TemporalWorker(environment.Client, WorkerRegistration.Options(Benchmark.TaskQueue, new WorkerActivities(ecs, () => trust, new(), environment.Time, "benchmark").All));
        await worker.ExecuteAsync(() => back is { } way ? MeasureBackAsync(environment, simulator, way) : MeasureAsync(environment, simulator));
    }

    // All but one are a canary that is looked at, and then all of it is brought back.
    private static async Task MeasureBackAsync(RehearsalEnvironment environment, EcsSimulator simulator, WayBack way)
    {
        var fleet = await FollowedFleet.StartAsync(environment, simulator, Spec(way, way == WayBack.FormerDisk ? "7d" : ReplacementSpec.NoSnapshot, canary: Instances - 1));
        await fleet.UntilAsync(async () => (await fleet.ProgressAsync()).WaitsForDecision);
        var (decided, actions) = (environment.Time.GetUtcNow(), environment.Actions.Total);
        Console.Error.WriteLine("All are replaced and brought back now.");
        await fleet.Handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [new ResolveRequest(ReplacementNames.Item, ReplacementNames.CanaryStep, ResolveAction.Back)]);
        var result = await fleet.EndAsync();
        Console.Error.WriteLine(result.Summary);
        var times = fleet.Times(since: decided);
        Rows.WriteHeader();
        Rows.Write($"999 instances back, {way}: makespan, minutes", times.Makespan.TotalMinutes, null);
        Rows.Write("the same: makespan ÷ ideal of the stops, replacements and starts with the same places", times.Makespan / times.Ideal(Places), null);
        Rows.Write("the same: instances that are back", result.Ends[InstanceEnd.BackOnFormerImage], null);
        Rows.Write("the same: images made of old disks", result.Instances.Count(outcome => outcome.FormerDiskImageId is not null), null);
        Rows.Write("the same: instances left stopped", LeftStopped(simulator), 0);
        Rows.Write("the same: out of service at any moment", times.MostOutOfService, Places);
        Rows.Write("the same: DescribeInstances with ids, most ids in one call", times.MostIds, 100);
        Rows.Write("the same: Temporal actions per instance, that of replacing it before not counted", (environment.Actions.Total - actions) / (double)Instances, 30);
        Rows.Write("the same: events in the longest history", await LongestAsync(environment.Client, fleet.Handle), 4_096);
    }

    private static async Task MeasureAsync(RehearsalEnvironment environment, EcsSimulator simulator)
    {
        var fleet = await FollowedFleet.StartAsync(environment, simulator, Spec(WayBack.FormerImage, "7d", canary: null));
        var result = await fleet.EndAsync();
        Console.Error.WriteLine(result.Summary);
        var times = fleet.Times(since: DateTimeOffset.MinValue);
        Rows.WriteHeader();
        Rows.Write("1,000 instances, 10 % at once, 5 % failing: makespan ÷ ideal of the same durations with the same places", times.Makespan / times.Ideal(Places), 1.05);
        Rows.Write("the same: makespan, minutes", times.Makespan.TotalMinutes, null);
        Rows.Write("the same: instances that failed", result.Instances.Count(outcome => outcome.Error is not null), null);
        Rows.Write("the same: instances left stopped", LeftStopped(simulator), 0);
        Rows.Write("the same: out of service at any moment", times.MostOutOfService, Places);
        Rows.Write("the same: DescribeInstances with ids, most ids in one call", times.MostIds, 100);
        Rows.Write("the same: DescribeInstances per instance", fleet.Count("DescribeInstances") / (double)Instances, null);
        Rows.Write("the same: Temporal actions per instance", environment.Actions.Total / (double)Instances, 30);
        foreach (var (kind, count) in environment.Actions.ByKind.Where(kind => kind.Count > 0))
        {
            Rows.Write($"– {kind}", count / (double)Instances, null);
        }

        Rows.Write("the same: events in the longest history", await LongestAsync(environment.Client, fleet.Handle), 4_096);
    }

    private static int LeftStopped(EcsSimulator simulator) => simulator.State.Instances(SimulatorWorld.OurAccount).Count(instance => instance.Status != "Running");

    private static async Task<int> LongestAsync(ITemporalClient client, WorkflowHandle handle)
    {
        var longest = (await handle.FetchHistoryAsync()).Events.Count;
        await foreach (var run in client.ListWorkflowsAsync($"WorkflowType = '{ReplacementNames.ReplaceWindow}' OR WorkflowType = '{ReplacementNames.ReplaceSystemDisk}'"))
        {
            longest = Math.Max(longest, run.HistoryLength);
        }

        return longest;
    }

    private static SimulatorWorld World()
    {
        var world = BenchmarkWorld.For(1);
        var ours = world.Account(SimulatorWorld.OurAccount);
        var fleet = ours with
        {
            Images = [new() { Region = BenchmarkWorld.Home, Id = "m-old", Name = "old" }, new() { Region = BenchmarkWorld.Home, Id = "m-new", Name = "new" }],
            Instances = [.. Enumerable.Range(0, Instances).Select(i => new WorldInstance
            {
                Region = BenchmarkWorld.Home,
                Name = "web",
                Image = "m-old",
                Id = string.Create(CultureInfo.InvariantCulture, $"i-web{i:0000}"),
                Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = "web" },
            })],
        };
        return world with
        {
            Accounts = [fleet, .. world.Accounts.Where(account => account.Id != ours.Id)],
            Rules = world.Rules with
            {
                InstanceStop = TimeSpan.FromSeconds(30),
                SnapshotCreation = TimeSpan.FromMinutes(5),
                SystemDiskReplacement = TimeSpan.FromMinutes(3),
                InstanceStart = TimeSpan.FromMinutes(1),
                DurationSpread = 50,
                VcpuQuota = int.MaxValue,
            },
        };
    }

    private static object Spec(WayBack way, string keepOldDisk, int? canary) => new
    {
        apiVersion = ContractNames.ApiVersion,
        kind = ReplacementSpec.SpecKind,
        name = "fleet",
        version = "1",
        image = new { owner = SimulatorWorld.OurAccount, imageId = "m-new" },
        instances = new[] { new { region = BenchmarkWorld.Home, tags = new { role = "web" } } },
        pace = canary is null ? new { maxUnavailable = "10%", stopAfter = 60 } : (object)new { maxUnavailable = "10%", canary, soak = PaceSpec.Decision },
        keepOldDisk,
        onFailure = JsonNamingPolicy.CamelCase.ConvertName(way.ToString()),
    };
}
