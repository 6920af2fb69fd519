using System.Globalization;
using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Rehearsal;
using SharedImages.Worker;
using SharedImages.Workflows;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Worker;

namespace SharedImages.Benchmarks;

/// <summary>A thousand instances get another system disk, some of them failing in various ways, on a rehearsal's virtual time.</summary>
internal static class FleetBenchmark
{
    private const int Instances = 1000;
    private const int Places = Instances / 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    // Of virtual time: the simulator keeps the last of its ledger and requests, and all of them are counted.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // 5 % fail: of each kind so many calls are refused.
    private static readonly (string Action, string Code)[] Failures =
    [
        ("StopInstance", "InvalidOperation.EniLinked"), ("CreateSnapshot", "QuotaExceed.Snapshot"), ("ReplaceSystemDisk", "InvalidParameter.Conflict"), ("StartInstance", "DiskError"), ("TagResources", "QuotaExceed.Tags"),
    ];

    public static async Task RunAsync()
    {
        await using var environment = await Benchmark.StartEnvironmentAsync();
        await using var simulator = await EcsSimulator.StartAsync(new() { World = World(), Time = environment.Time, WallClock = environment.Time });
        foreach (var (action, code) in Failures)
        {
            for (var i = 0; i < Instances / 100; i++)
            {
                simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = action, Code = code, HttpStatus = 403, Nth = 1 + (i * Instances / 12) });
            }
        }

        using var ecs = new EcsClient(new() { Endpoint = simulator.Endpoint, CallLimits = null }, new EnvironmentCredentialsProvider(Benchmark.Credential), environment.Time);
        var trust = new TrustOptions { Replacing = new() { InstanceTags = [new("role", "web")], MaxInstances = Instances } };
        using var worker = new TemporalWorker(environment.Client, WorkerRegistration.Options(Benchmark.TaskQueue, new WorkerActivities(ecs, () => trust, new(), environment.Time, "benchmark").All));
        await worker.ExecuteAsync(() => MeasureAsync(environment, simulator));
    }

    private static async Task MeasureAsync(RehearsalEnvironment environment, EcsSimulator simulator)
    {
        var id = ReplacementNames.WorkflowId("fleet", "1");
        var handle = await environment.Client.StartWorkflowAsync(ReplacementNames.ReplaceSystemDisks, [Spec()], new(id, Benchmark.TaskQueue));
        var (ledger, requests) = (new SortedDictionary<long, LedgerEntry>(), new Dictionary<string, SimulatedRequest>(StringComparer.Ordinal));
        var running = ResultAsync(handle);
        while (await Task.WhenAny(running, environment.DelayAsync(Interval)) != running)
        {
            Keep(ledger, requests, simulator);
        }

        Keep(ledger, requests, simulator);
        var result = await running;
        Console.Error.WriteLine(result.Summary);
        var fleet = FleetTimes.Of([.. ledger.Values], [.. requests.Values]);
        Console.WriteLine("| Measure | Measured | Bound |");
        Console.WriteLine("|---|---:|---:|");
        Row("1,000 instances, 10 % at once, 5 % failing: makespan ÷ ideal of the same durations with the same places", fleet.Makespan / fleet.Ideal(Places), 1.05);
        Row("the same: makespan, minutes", fleet.Makespan.TotalMinutes, null);
        Row("the same: instances that failed", result.Instances.Count(outcome => outcome.Error is not null), null);
        Row("the same: instances left stopped", simulator.State.Instances(SimulatorWorld.OurAccount).Count(instance => instance.Status != "Running"), 0);
        Row("the same: out of service at any moment", fleet.MostOutOfService, Places);
        Row("the same: DescribeInstances with ids, most ids in one call", fleet.MostIds, 100);
        Row("the same: DescribeInstances per instance", requests.Values.Count(request => request.Action == "DescribeInstances") / (double)Instances, null);
        Row("the same: Temporal actions per instance", environment.Actions.Total / (double)Instances, 30);
        foreach (var (kind, count) in environment.Actions.ByKind.Where(kind => kind.Count > 0))
        {
            Row($"– {kind}", count / (double)Instances, null);
        }

        Row("the same: events in the longest history", await LongestAsync(environment.Client, handle), 4_096);
    }

    // The simulator's ledger and journal forget the oldest of what a fleet brings about.
    private static void Keep(SortedDictionary<long, LedgerEntry> kept, Dictionary<string, SimulatedRequest> requests, EcsSimulator simulator)
    {
        foreach (var request in simulator.State.Requests)
        {
            requests[request.RequestId] = request;
        }

        foreach (var entry in simulator.State.Ledger.Entries)
        {
            kept[entry.Number] = entry;
        }
    }

    private static async Task<ReplacementResult> ResultAsync(WorkflowHandle handle)
    {
        try
        {
            return await handle.GetResultAsync<ReplacementResult>().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            var progress = await handle.QueryAsync<OperationProgress>(ContractNames.Progress, []);
            throw new InvalidOperationException($"After {Patience.TotalMinutes:0} minutes: {progress.Phase}, {progress.Fleet}; {string.Join("; ", progress.Items.Select(item => $"{item.Item} at {item.Step}: {item.Error?.Message}"))}");
        }
        catch (WorkflowFailedException e) when (e.InnerException is ApplicationFailureException { Details.Count: > 0 } failure)
        {
            return failure.Details.ElementAt<ReplacementResult>(0);
        }
    }

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

    private static object Spec() => new
    {
        apiVersion = ContractNames.ApiVersion,
        kind = ReplacementSpec.SpecKind,
        name = "fleet",
        version = "1",
        image = new { owner = SimulatorWorld.OurAccount, imageId = "m-new" },
        instances = new[] { new { region = BenchmarkWorld.Home, tags = new { role = "web" } } },
        pace = new { maxUnavailable = "10%", stopAfter = 60 },
        keepOldDisk = "7d",
        onFailure = "formerImage",
    };

    private static void Row(string measure, double measured, double? bound) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {measure} | {measured:0.###} | {(bound is { } most ? $"≤ {most:0.##}{(measured <= most ? "" : " DOES NOT HOLD")}" : "–")} |"));
}
