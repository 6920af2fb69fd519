using System.Globalization;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Rehearsal;
using SharedImages.Worker;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Testing;

namespace SharedImages.Flows.Tests;

/// <summary>
/// One promotion's surroundings: an own simulated ECS and an own worker on an own task queue, on a Temporal server or a rehearsal of one.
/// Simulator and waiting run a hundred times faster than life; nothing else differs from production.
/// </summary>
public sealed class Flow : IAsyncDisposable
{
    public const string Home = "cn-hangzhou";

    /// <summary>Of the environment's time, between two looks at what is waited for.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    // On a real server each look costs a workflow task, and all tests look at once: what takes long is looked at more seldom.
    private static readonly TimeSpan MaxLookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Of wall time.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <summary>Of wall time, for a whole test.</summary>
    private static readonly TimeSpan LongestTest = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource tooLong = new(LongestTest);
    private readonly WorkflowEnvironment environment;
    private readonly bool ownsEnvironment;
    private readonly TimeProvider time;
    private readonly string version;
    private readonly List<FlowWorker> workers = [];

    private Flow(WorkflowEnvironment environment, bool ownsEnvironment, EcsSimulator simulator, FlowOptions options)
    {
        this.environment = environment;
        this.ownsEnvironment = ownsEnvironment;
        time = TimeOf(environment);
        Client = new TemporalClient(environment.Client.Connection, Bounded(environment.Client.Options));
        Simulator = simulator;
        Options = options;
        // Of a history that is to be the same once more, nothing is drawn by chance.
        version = options.Seed is { } seed ? $"seed-{seed.ToString(CultureInfo.InvariantCulture)}" : Guid.NewGuid().ToString("N")[..12];
        TaskQueue = $"flow-{version}";
    }

    private TemporalClientOptions Bounded(TemporalClientOptions options)
    {
        var bounded = (TemporalClientOptions)options.Clone();
        bounded.Interceptors = [new BoundedWaits(tooLong.Token)];
        return bounded;
    }

    /// <summary>Gives up waiting for what does not end.</summary>
    public ITemporalClient Client { get; }

    public EcsSimulator Simulator { get; }

    public FlowOptions Options { get; }

    public string TaskQueue { get; }

    public static async Task<Flow> StartAsync(FlowServer server, FlowOptions? options = null)
    {
        var (environment, isOwn) = await server.GetAsync();
        return await StartAsync(environment, isOwn, options ?? new());
    }

    /// <summary>
    /// On the real server while histories are recorded, else on a rehearsal, whose events are compared with those: all kinds on the real
    /// server each time would take CI longer than it may.
    /// </summary>
    public static Task<Flow> StartComparedAsync(FlowServer server, FlowOptions? options = null) => Histories.IsRecording ? StartAsync(server, options) : RehearseAsync(options ?? new());

    /// <summary>On a rehearsal, whatever the tests run on.</summary>
    public static async Task<Flow> RehearseAsync(FlowOptions options) => await StartAsync(await FlowServer.RehearseAsync(options.Retention, options.Seed), ownsEnvironment: true, options);

    private static async Task<Flow> StartAsync(WorkflowEnvironment environment, bool ownsEnvironment, FlowOptions options)
    {
        var time = TimeOf(environment);
        var simulator = await EcsSimulator.StartAsync(new() { Speed = options.Speed, World = options.World, Time = time, WallClock = time });
        var flow = new Flow(environment, ownsEnvironment, simulator, options);
        await flow.StartWorkerAsync();
        return flow;
    }

    public bool IsRehearsed => environment is RehearsalEnvironment;

    /// <summary>What Temporal Cloud would bill so far; only in a rehearsal.</summary>
    public int Actions => ((RehearsalEnvironment)environment).Actions.Total;

    /// <summary>The worker that was started last.</summary>
    public FlowWorker Worker => workers[^1];

    /// <summary>One more worker, by default such a one as the flow began with.</summary>
    public async Task<FlowWorker> StartWorkerAsync(WorkerSetup? setup = null)
    {
        var client = await ConnectAsync($"worker-{workers.Count + 1}");
        await RecallRegister.EnsureAsync(client, TaskQueue);
        var wanted = setup ?? Options.Worker;
        workers.Add(new(wanted.Hold is { } hold ? Held(client, hold) : client, this, wanted, time));
        await BeganAsync(client);
        return Worker;
    }

    private static TemporalClient Held(ITemporalClient client, TemporalHold hold) =>
        new(new HeldConnection(client.Connection, hold), (TemporalClientOptions)client.Options.Clone());

    // The first task of the register and what comes next would otherwise be a race.
    private async Task BeganAsync(ITemporalClient client)
    {
        await foreach (var e in client.GetWorkflowHandle(RecallNames.RegisterId(TaskQueue)).FetchHistoryEventsAsync(new() { WaitNewEvent = true }))
        {
            if (e.EventType == EventType.WorkflowTaskCompleted)
            {
                return;
            }
        }
    }

    // Two workers of one queue have a connection each; one that is to be killed needs its own.
    private async Task<ITemporalClient> ConnectAsync(string identity) => environment is RehearsalEnvironment rehearsal
        ? await rehearsal.ConnectAsync(identity)
        : await TemporalClient.ConnectAsync(new(Client.Connection.Options.TargetHost!) { Namespace = Client.Options.Namespace, DataConverter = Client.Options.DataConverter, Identity = identity });

    /// <summary>Cuts a worker off as SIGKILL would; only in a rehearsal.</summary>
    public Task KillAsync(FlowWorker worker) => ((RehearsalEnvironment)environment).KillAsync(worker.Identity);

    /// <summary>The encrypted shared image to the regions, each with its own key, shared on to the consumer.</summary>
    public SpecBuilder Spec(params string[] regions) => new(version, regions);

    /// <summary>A sharing that does nothing yet.</summary>
    public SharingBuilder Sharing() => new(version);

    /// <summary>Starts a sharing, or joins the run that is open.</summary>
    public Task<WorkflowHandle> StartAsync(SharingBuilder spec) => StartJsonAsync(spec.WorkflowId, spec.ToJson(), again: true);

    /// <summary>Runs a sharing to its end.</summary>
    public async Task<SharingResult> RunAsync(SharingBuilder spec) => await ResultAsync<SharingResult>(await StartAsync(spec));

    /// <summary>The newest shared image to the regions, each with its own key, shared on to the consumer.</summary>
    public RefreshBuilder Refresh(params string[] regions) => new(version, regions);

    /// <summary>Starts a refresh, or joins the run that is open.</summary>
    public Task<WorkflowHandle> StartAsync(RefreshBuilder spec) => StartJsonAsync(spec.WorkflowId, spec.ToJson(), again: true);

    /// <summary>Runs a refresh to its end.</summary>
    public async Task<RefreshResult> RunAsync(RefreshBuilder spec) => await ResultAsync<RefreshResult>(await StartAsync(spec));

    /// <param name="spec">The promotion.</param>
    /// <param name="again">Also when it has completed.</param>
    public Task<WorkflowHandle> StartAsync(SpecBuilder spec, bool again = false) => StartJsonAsync(spec.WorkflowId, spec.ToJson(), again);

    public async Task<WorkflowHandle> StartJsonAsync(string workflowId, object spec, bool again = false) => await Client.StartWorkflowAsync(
        OperationKinds.OfWorkflowId(workflowId)?.Kind.WorkflowType ?? ContractNames.PromoteImage,
        [spec],
        new(workflowId, TaskQueue)
        {
            IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
            IdReusePolicy = again ? WorkflowIdReusePolicy.AllowDuplicate : WorkflowIdReusePolicy.AllowDuplicateFailedOnly,
        });

    /// <summary>Runs the promotion to its end; a failed one gives the result in the failure's details.</summary>
    public async Task<PromotionResult> RunAsync(SpecBuilder spec) => await ResultAsync(await StartAsync(spec));

    public static Task<PromotionResult> ResultAsync(WorkflowHandle handle) => ResultAsync<PromotionResult>(handle);

    /// <summary>Waits for the end of an operation; a failed one gives the result in the failure's details.</summary>
    /// <param name="handle">The operation.</param>
    /// <param name="replay">How its histories are replayed; null = they are compared, too.</param>
    public static async Task<TResult> ResultAsync<TResult>(WorkflowHandle handle, Func<WorkflowHandle, Task>? replay = null)
        where TResult : OperationResult
    {
        try
        {
            return await handle.GetResultAsync<TResult>();
        }
        catch (WorkflowFailedException e) when (e.InnerException is ApplicationFailureException { Details.Count: > 0 } failure)
        {
            return failure.Details.ElementAt<TResult>(0);
        }
        finally
        {
            await (replay ?? Histories.ReplayAsync)(handle);
        }
    }

    /// <summary>Waits for the end of an operation that was canceled, and reads what it says of itself in its memo.</summary>
    public static async Task<TResult> CanceledAsync<TResult>(WorkflowHandle handle, Func<WorkflowHandle, Task>? replay = null)
        where TResult : OperationResult
    {
        (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync())).InnerException.ShouldBeOfType<CanceledFailureException>();
        await (replay ?? Histories.ReplayAsync)(handle);
        return await (await handle.DescribeAsync()).Memo[ContractNames.ResultMemo].ToValueAsync<TResult>();
    }

    public static Task<OperationProgress> ProgressAsync(WorkflowHandle handle) => handle.QueryAsync<OperationProgress>(ContractNames.Progress, []);

    public static async Task ResolveAsync(WorkflowHandle handle, string region, ResolveAction action) =>
        await handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [new ResolveRequest(region, await StepOfAsync(handle, region), action)]);

    private static async Task<string> StepOfAsync(WorkflowHandle handle, string item) =>
        (await ProgressAsync(handle)).Items.Single(row => row.Item == item).Step ?? "";

    /// <summary>Waits until the promotion's progress is as wanted; fails with the last one seen after a minute.</summary>
    public async Task<OperationProgress> UntilAsync(WorkflowHandle handle, Func<OperationProgress, bool> wanted)
    {
        OperationProgress? last = null;
        await EventuallyAsync(
            async () => wanted(last = await ProgressAsync(handle)),
            () => $"last progress: {last}; regions: {string.Join(" | ", last?.Items.Select(region => region.ToString()) ?? [])}");
        return last!;
    }

    /// <summary>Waits until the fault holds a call: of a held answer the effect has then happened.</summary>
    public Task UntilHeldAsync(ActiveFault fault) => UntilHeldAsync(fault.Holding);

    /// <summary>Waits until a call is held.</summary>
    public async Task UntilHeldAsync(Task holding)
    {
        // While a call is held an activity runs, and a rehearsal's time stands: the delay would never end.
        using var held = new CancellationTokenSource(Deadline);
        await Task.WhenAny(holding, environment.DelayAsync(TimeSpan.FromDays(1), held.Token));
        holding.IsCompleted.ShouldBeTrue("no call is held");
        await held.CancelAsync();
    }

    /// <summary>Lets the environment's time pass.</summary>
    public Task DelayAsync(TimeSpan delay) => environment.DelayAsync(delay);

    /// <summary>Looks again and again, and lets the environment's time pass in between.</summary>
    public async Task EventuallyAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        for (var interval = LookInterval; !await condition(); interval = IsRehearsed || interval >= MaxLookInterval ? interval : interval * 1.2)
        {
            try
            {
                // A rehearsal's time may pass at once, and then nobody would look at the deadline.
                deadline.Token.ThrowIfCancellationRequested();
                await environment.DelayAsync(interval, deadline.Token);
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

    public Task<OperationProgress> UntilParkedAsync(WorkflowHandle handle, string region) =>
        UntilAsync(handle, progress => progress.Items.Any(row => row.Item == region && row.State == ItemState.Parked));

    /// <summary>Waits until the workflows of these regions wait for their images; they tell it when they are asked.</summary>
    public async Task UntilWaitingAsync(WorkflowHandle handle, params IReadOnlyList<string> regions)
    {
        foreach (var region in regions)
        {
            ItemProgress? last = null;
            await EventuallyAsync(async () => (last = await ProgressAsync(handle, region))?.State == ItemState.Waiting, () => $"last progress: {last}");
        }
    }

    private async Task<ItemProgress?> ProgressAsync(WorkflowHandle handle, string region) =>
        await TryAsync(() => Client.GetWorkflowHandle(ContractNames.RegionWorkflowId(handle.Id, region)).QueryAsync<ItemProgress>(ContractNames.Progress, []));

    // Null = it has not begun.
    private static async Task<T?> TryAsync<T>(Func<Task<T>> query)
        where T : class
    {
        try
        {
            return await query();
        }
        catch (RpcException e) when (e.Code is RpcException.StatusCode.NotFound or RpcException.StatusCode.FailedPrecondition)
        {
            return null;
        }
    }

    /// <summary>Our images in the simulator, the given region only if one is given.</summary>
    public IReadOnlyList<SimulatedImage> OurImages(string? region = null) => Simulator.State.Images(SimulatorWorld.OurAccount, region);

    /// <summary>The CopyImage calls into a region that were no dry runs.</summary>
    public IReadOnlyList<SimulatedRequest> Copies(string region) =>
        [.. Simulator.State.Requests.Where(request => request.Action == "CopyImage" && request.Region == region && !request.Parameters.ContainsKey("DryRun"))];

    /// <summary>Deletes an image of ours, as somebody would by hand.</summary>
    public Task DeleteAsync(string region, string imageId) => ByHandAsync(async ecs =>
    {
        foreach (var share in await ecs.DescribeImageSharePermissionAsync(new(region, imageId)))
        {
            await ecs.ModifyImageSharePermissionAsync(new(region, imageId, [], [share.AliyunId]));
        }

        await ecs.DeleteImageAsync(new(region, imageId));
    });

    /// <summary>Deletes an image of ours that instances use, as somebody would by hand.</summary>
    public Task DeleteByForceAsync(string region, string imageId) => ByHandAsync(ecs => ecs.SendAsync(new DeleteImageRequest(region, imageId) { Force = true }));

    /// <summary>Gives an instance of ours another system disk, as somebody would by hand; it runs again.</summary>
    public Task ReplaceByHandAsync(string region, string instanceId, string imageId) => ByHandAsync(async ecs =>
    {
        await ecs.StopInstanceAsync(new() { RegionId = region, InstanceId = instanceId, StoppedMode = "KeepCharging" });
        await EventuallyAsync(() => Task.FromResult(Simulator.State.Instance(instanceId).Status == "Stopped"), () => $"{instanceId} does not stop");
        await ecs.ReplaceSystemDiskAsync(new() { RegionId = region, InstanceId = instanceId, ImageId = imageId });
        await EventuallyAsync(() => Task.FromResult(Simulator.State.Instance(instanceId).ImageId == imageId), () => $"{instanceId} does not get its disk");
        await ecs.StartInstanceAsync(new() { RegionId = region, InstanceId = instanceId });
        await EventuallyAsync(() => Task.FromResult(Simulator.State.Instance(instanceId).Status == "Running"), () => $"{instanceId} does not start");
    });

    /// <summary>The environment's time.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Changes family and a tag of an image of ours, as somebody would by hand.</summary>
    public Task DriftAsync(string region, string imageId) => ByHandAsync(async ecs =>
    {
        await ecs.ModifyImageAttributeAsync(new() { RegionId = region, ImageId = imageId, ImageFamily = "another-family" });
        await ecs.TagResourcesAsync(new(region, "image", [imageId], [new("team", "another")]));
    });

    /// <summary>Waits until something has started an operation, and an item of it is parked.</summary>
    public async Task<WorkflowHandle> UntilStartedAndParkedAsync(string workflowId, string item)
    {
        var handle = Client.GetWorkflowHandle(workflowId);
        await EventuallyAsync(
            async () => await TryAsync(() => ProgressAsync(handle)) is { } progress && progress.Items.Any(row => row.Item == item && row.State == ItemState.Parked),
            () => $"{workflowId} is not parked at {item}");
        return handle;
    }

    /// <summary>Waits until lists of runs show that the newest run of the id has ended.</summary>
    public Task UntilListedAsync(string workflowId) => EventuallyAsync(
        async () =>
        {
            await foreach (var run in Client.ListWorkflowsAsync($"WorkflowId = '{workflowId}'"))
            {
                return run.Status != WorkflowExecutionStatus.Running;
            }

            return false;
        },
        () => $"{workflowId} is not listed as ended");

    public IReadOnlyList<SimulatedSnapshot> OurSnapshots() => Simulator.State.Snapshots(SimulatorWorld.OurAccount);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
        await Simulator.DisposeAsync();
        if (ownsEnvironment)
        {
            await environment.ShutdownAsync();
        }

        tooLong.Dispose();
    }

    /// <summary>Changes something of ours, as somebody would by hand.</summary>
    // A rehearsal's own timers would run out at once.
    public async Task ByHandAsync(Func<EcsClient, Task> change)
    {
        var clock = new ShiftedTime(TimeProvider.System, time.GetUtcNow() - TimeProvider.System.GetUtcNow());
        using var ecs = new EcsClient(new() { Endpoint = Simulator.Endpoint }, new EnvironmentCredentialsProvider(Worker.Variable), clock);
        await change(ecs);
    }

    private static TimeProvider TimeOf(WorkflowEnvironment environment) => environment is RehearsalEnvironment rehearsal ? rehearsal.Time : TimeProvider.System;
}
