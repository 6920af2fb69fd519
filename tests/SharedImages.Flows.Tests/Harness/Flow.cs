using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Rehearsal;
using SharedImages.Worker;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Testing;
using Temporalio.Worker;

namespace SharedImages.Flows.Tests;

/// <summary>
/// One promotion's surroundings: an own simulated ECS and an own worker on an own task queue, on a Temporal server or a rehearsal of one.
/// Simulator and waiting run a hundred times faster than life; nothing else differs from production.
/// </summary>
public sealed class Flow : IAsyncDisposable
{
    public const string Home = "cn-hangzhou";

    private static readonly WorldAccessKey OurKey =
        SimulatorWorld.Default().Accounts.Single(account => account.Id == SimulatorWorld.OurAccount).AccessKeys[0];

    /// <summary>Of the environment's time, between two looks at what is waited for.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Of wall time.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly WorkflowEnvironment environment;
    private readonly bool ownsEnvironment;
    private readonly TimeProvider time;
    private readonly EcsClient ecs;
    private readonly Dictionary<string, string> environmentVariables;
    private readonly string version = Guid.NewGuid().ToString("N")[..12];
    private CancellationTokenSource? stopWorker;
    private Task? worker;

    private Flow(WorkflowEnvironment environment, bool ownsEnvironment, EcsSimulator simulator, FlowOptions options)
    {
        this.environment = environment;
        this.ownsEnvironment = ownsEnvironment;
        time = TimeOf(environment);
        Client = environment.Client;
        Simulator = simulator;
        Options = options;
        environmentVariables = new(StringComparer.Ordinal)
        {
            ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = options.AccessKey?.Id ?? OurKey.Id,
            ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = options.AccessKey?.Secret ?? OurKey.Secret,
        };
        ecs = new(
            options.Ecs(new()
            {
                Endpoint = simulator.Endpoint,
                RequestTimeout = TimeSpan.FromSeconds(10),
                CallLimits = environment.SupportsTimeSkipping ? null : new(),
            }),
            new EnvironmentCredentialsProvider(environmentVariables.GetValueOrDefault),
            new ShiftedTime(time, options.ClientIsFast));
    }

    public ITemporalClient Client { get; }

    public EcsSimulator Simulator { get; }

    public FlowOptions Options { get; }

    public string TaskQueue { get; } = $"flow-{Guid.NewGuid():N}";

    public static async Task<Flow> StartAsync(FlowServer server, FlowOptions? options = null)
    {
        options ??= new();
        var (environment, isOwn) = await server.GetAsync();
        var time = TimeOf(environment);
        var simulator = await EcsSimulator.StartAsync(new() { Speed = options.Speed, World = options.World, Time = time, WallClock = time });
        var flow = new Flow(environment, isOwn, simulator, options);
        flow.StartWorker();
        return flow;
    }

    public void StartWorker()
    {
        var activities = new PromotionActivities(ecs, () => Options.Trust, Options.Waiting, time);
        var workerOptions = WorkerRegistration.Options(TaskQueue, activities);
        workerOptions.MaxCachedWorkflows = FlowOptions.CachedWorkflows;
        stopWorker = new();
        var started = new TemporalWorker(Client, workerOptions);
        worker = RunAsync(started, stopWorker.Token);
    }

    public async Task StopWorkerAsync()
    {
        await stopWorker!.CancelAsync();
        await worker!;
    }

    /// <summary>Sets the credentials that the worker's next ECS call uses.</summary>
    public void SetSecret(string secret) => environmentVariables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = secret;

    /// <summary>The encrypted shared image to the regions, each with its own key, shared on to the consumer.</summary>
    public SpecBuilder Spec(params string[] regions) => new(version, regions);

    public Task<WorkflowHandle> StartAsync(SpecBuilder spec) => StartJsonAsync(spec.WorkflowId, spec.ToJson());

    public async Task<WorkflowHandle> StartJsonAsync(string workflowId, object spec) => await Client.StartWorkflowAsync(
        ContractNames.PromoteImage,
        [spec],
        new(workflowId, TaskQueue)
        {
            IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
            IdReusePolicy = WorkflowIdReusePolicy.AllowDuplicateFailedOnly,
        });

    /// <summary>Runs the promotion to its end; a failed one gives the result in the failure's details.</summary>
    public async Task<PromotionResult> RunAsync(SpecBuilder spec) => await ResultAsync(await StartAsync(spec));

    public static async Task<PromotionResult> ResultAsync(WorkflowHandle handle)
    {
        try
        {
            return await handle.GetResultAsync<PromotionResult>();
        }
        catch (WorkflowFailedException e) when (e.InnerException is ApplicationFailureException { Details.Count: > 0 } failure)
        {
            return failure.Details.ElementAt<PromotionResult>(0);
        }
        finally
        {
            await Histories.ReplayAsync(handle);
        }
    }

    public static Task<PromotionProgress> ProgressAsync(WorkflowHandle handle) => handle.QueryAsync<PromotionProgress>(ContractNames.Progress, []);

    public static Task ResolveAsync(WorkflowHandle handle, string region, ResolveAction action) =>
        handle.ExecuteUpdateAsync<RegionProgress>(ContractNames.Resolve, [new ResolveRequest(region, action)]);

    /// <summary>Waits until the promotion's progress is as wanted; fails with the last one seen after a minute.</summary>
    public async Task<PromotionProgress> UntilAsync(WorkflowHandle handle, Func<PromotionProgress, bool> wanted)
    {
        PromotionProgress? last = null;
        await EventuallyAsync(
            async () => wanted(last = await ProgressAsync(handle)),
            () => $"last progress: {last}; regions: {string.Join(" | ", last?.Regions.Select(region => region.ToString()) ?? [])}");
        return last!;
    }

    /// <summary>Waits until the fault holds a call: of a held answer the effect has then happened.</summary>
    public async Task UntilHeldAsync(ActiveFault fault)
    {
        // While a call is held an activity runs, and a rehearsal's time stands: the delay would never end.
        using var held = new CancellationTokenSource(Deadline);
        await Task.WhenAny(fault.Holding, environment.DelayAsync(TimeSpan.FromDays(1), held.Token));
        fault.Holding.IsCompleted.ShouldBeTrue("no call is held");
        await held.CancelAsync();
    }

    /// <summary>Looks again and again, and lets the environment's time pass in between.</summary>
    public async Task EventuallyAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await condition())
        {
            try
            {
                await environment.DelayAsync(LookInterval, deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail(otherwise());
            }
        }
    }

    /// <summary>Waits until the cancellation has reached the region's workflow.</summary>
    public async Task UntilToldToCancelAsync(WorkflowHandle handle, string region)
    {
        var child = Client.GetWorkflowHandle(ContractNames.RegionWorkflowId(handle.Id, region));
        await foreach (var e in child.FetchHistoryEventsAsync(new() { WaitNewEvent = true }))
        {
            if (e.EventType == EventType.WorkflowExecutionCancelRequested)
            {
                return;
            }
        }

        Assert.Fail($"{region} ended without having been told to cancel");
    }

    public Task<PromotionProgress> UntilParkedAsync(WorkflowHandle handle, string region) =>
        UntilAsync(handle, progress => progress.Regions.Any(row => row.Region == region && row.State == RegionState.Parked));

    /// <summary>Our images in the simulator, the given region only if one is given.</summary>
    public IReadOnlyList<SimulatedImage> OurImages(string? region = null) => Simulator.State.Images(SimulatorWorld.OurAccount, region);

    /// <summary>The CopyImage calls into a region that were no dry runs.</summary>
    public IReadOnlyList<SimulatedRequest> Copies(string region) =>
        [.. Simulator.State.Requests.Where(request => request.Action == "CopyImage" && request.Region == region && !request.Parameters.ContainsKey("DryRun"))];

    public IReadOnlyList<SimulatedSnapshot> OurSnapshots() => Simulator.State.Snapshots(SimulatorWorld.OurAccount);

    public async ValueTask DisposeAsync()
    {
        await StopWorkerAsync();
        stopWorker!.Dispose();
        ecs.Dispose();
        await Simulator.DisposeAsync();
        if (ownsEnvironment)
        {
            await environment.ShutdownAsync();
        }
    }

    private static TimeProvider TimeOf(WorkflowEnvironment environment) => environment is RehearsalEnvironment rehearsal ? rehearsal.Time : TimeProvider.System;

    private static async Task RunAsync(TemporalWorker worker, CancellationToken stop)
    {
        using (worker)
        {
            try
            {
                await worker.ExecuteAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Stopped as asked.
            }
        }
    }
}
