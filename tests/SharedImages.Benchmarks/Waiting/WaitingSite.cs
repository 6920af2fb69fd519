using SharedImages.Cli;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Rehearsal;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Worker;

namespace SharedImages.Benchmarks;

/// <summary>A rehearsal with one worker on production's options, to see what its waiting costs.</summary>
internal sealed class WaitingSite : IAsyncDisposable
{
    // A terminal looks each second; what it asks for is the same.
    private static readonly TimeSpan FollowInterval = TimeSpan.FromSeconds(5);

    private readonly RehearsalEnvironment environment;
    private readonly EcsClient ecs;
    private readonly TemporalWorker worker;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    private WaitingSite(RehearsalEnvironment environment, EcsSimulator simulator)
    {
        this.environment = environment;
        Simulator = simulator;
        ecs = new(new() { Endpoint = simulator.Endpoint, CallLimits = null }, new EnvironmentCredentialsProvider(Benchmark.Credential), environment.Time);
        worker = Benchmark.CreateWorker(environment, ecs);
        running = worker.ExecuteAsync(stop.Token);
    }

    public EcsSimulator Simulator { get; }

    public DateTimeOffset Now => environment.Time.GetUtcNow();

    public ActionCounts Actions => environment.Actions;

    public int EcsCalls => Simulator.State.Requests.Count;

    public static async Task<WaitingSite> StartAsync(Func<WorldRules, WorldRules> rules)
    {
        var environment = await Benchmark.StartEnvironmentAsync();
        var world = BenchmarkWorld.For(1);
        return new(environment, await EcsSimulator.StartAsync(new() { World = world with { Rules = rules(world.Rules) }, Time = environment.Time, WallClock = environment.Time }));
    }

    public async Task PromoteAsync(object spec, string workflowId) => await (await StartAsync(spec, workflowId)).GetResultAsync<PromotionResult>();

    /// <summary>The same, followed on a terminal from beginning to end.</summary>
    public async Task PromoteFollowedAsync(object spec, string workflowId)
    {
        var handle = await StartAsync(spec, workflowId);
        var run = new OperationRun(environment.Client, workflowId, handle.ResultRunId, "");
        await new OperationWatch(run, environment.Time, new(environment.Client, environment.Time, FreshLooks.UsualAge))
            .FollowAsync(_ => { }, stopAtDecision: true, FollowInterval, CancellationToken.None);
    }

    /// <summary>Promotes so many versions to the source's own region, one each second, and cancels one that is queued.</summary>
    public async Task<IReadOnlyList<SeenCopy>> QueueAsync(int count, int cancelled)
    {
        var handles = new List<WorkflowHandle>();
        for (var number = 1; number <= count; number++)
        {
            handles.Add(await StartAsync(BenchmarkSpec.Of(number, BenchmarkWorld.Home), BenchmarkSpec.WorkflowId(number)));
            await environment.DelayAsync(TimeSpan.FromSeconds(1));
        }

        await environment.DelayAsync(TimeSpan.FromMinutes(10));
        await handles[cancelled].CancelAsync();
        var waits = new List<SeenCopy>();
        foreach (var handle in handles)
        {
            try
            {
                var result = await handle.GetResultAsync<PromotionResult>();
                waits.Add(await SeenAsync(handle.Id, result.Regions.Single().ImageId!));
            }
            catch (WorkflowFailedException e) when (e.InnerException is CanceledFailureException)
            {
                // The one that was cancelled.
            }
        }

        return waits;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        worker.Dispose();
        ecs.Dispose();
        await Simulator.DisposeAsync();
        await environment.DisposeAsync();
        stop.Dispose();
    }

    private Task<WorkflowHandle> StartAsync(object spec, string workflowId) =>
        environment.Client.StartWorkflowAsync(ContractNames.PromoteImage, [spec], new(workflowId, Benchmark.TaskQueue));

    private async Task<SeenCopy> SeenAsync(string workflowId, string imageId)
    {
        var history = await environment.Client.GetWorkflowHandle(ContractNames.RegionWorkflowId(workflowId, BenchmarkWorld.Home)).FetchHistoryAsync();
        var scheduled = history.Events.Single(e => e.ActivityTaskScheduledEventAttributes?.ActivityType.Name == "WaitImage").EventId;
        var last = history.Events.Single(e => e.EventType == EventType.ActivityTaskStarted && e.ActivityTaskStartedEventAttributes.ScheduledEventId == scheduled);
        var image = Simulator.State.Images(SimulatorWorld.OurAccount).Single(image => image.ImageId == imageId);
        return new(last.ActivityTaskStartedEventAttributes.Attempt, image.FinishedAt!.Value, last.EventTime.ToDateTimeOffset());
    }
}
