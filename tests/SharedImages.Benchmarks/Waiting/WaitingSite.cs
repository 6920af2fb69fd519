using SharedImages.Cli;
using SharedImages.Ecs.Simulator;
using SharedImages.Rehearsal;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Benchmarks;

/// <summary>A rehearsal with one worker on production's options, to see what its waiting costs.</summary>
internal sealed class WaitingSite : IAsyncDisposable
{
    // A terminal looks each second; what it asks for is the same.
    private static readonly TimeSpan FollowInterval = TimeSpan.FromSeconds(5);

    private readonly BenchmarkSite site;

    private WaitingSite(BenchmarkSite site) => this.site = site;

    public EcsSimulator Simulator => site.Simulator;

    public DateTimeOffset Now => site.Now;

    public ActionCounts Actions => site.Environment.Actions;

    public int EcsCalls => Simulator.State.Requests.Count;

    public static async Task<WaitingSite> StartAsync(Func<WorldRules, WorldRules> rules)
    {
        var world = BenchmarkWorld.For(1);
        return new(await BenchmarkSite.StartAsync(world with { Rules = rules(world.Rules) }));
    }

    public async Task PromoteAsync(object spec, string workflowId) => await (await StartAsync(spec, workflowId)).GetResultAsync<PromotionResult>();

    /// <summary>The same, followed on a terminal from beginning to end. Returns how old a look was at most that it showed.</summary>
    public async Task<TimeSpan> PromoteFollowedAsync(object spec, string workflowId)
    {
        var oldest = TimeSpan.Zero;
        var handle = await StartAsync(spec, workflowId);
        var run = new OperationRun(site.Environment.Client, workflowId, handle.ResultRunId, "");
        await new OperationWatch(run, site.Environment.Time, new(site.Environment.Client, site.Environment.Time, FreshLooks.UsualAge))
            .FollowAsync(
                view => oldest = view.Pending.Select(step => view.AsOf - (step.Copy?.SeenAt ?? view.AsOf)).Append(oldest).Max(),
                stopAtDecision: true,
                FollowInterval,
                CancellationToken.None);
        return oldest;
    }

    /// <summary>Promotes so many versions to the source's own region, one each second, and cancels one that is queued.</summary>
    public async Task<IReadOnlyList<SeenCopy>> QueueAsync(int count, int cancelled)
    {
        var handles = new List<WorkflowHandle>();
        for (var number = 1; number <= count; number++)
        {
            handles.Add(await StartAsync(BenchmarkSpec.Of(number, BenchmarkWorld.Home), BenchmarkSpec.WorkflowId(number)));
            await site.Environment.DelayAsync(TimeSpan.FromSeconds(1));
        }

        await site.Environment.DelayAsync(TimeSpan.FromMinutes(10));
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

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private Task<WorkflowHandle> StartAsync(object spec, string workflowId) =>
        site.Environment.Client.StartWorkflowAsync(ContractNames.PromoteImage, [spec], new(workflowId, Benchmark.TaskQueue));

    private async Task<SeenCopy> SeenAsync(string workflowId, string imageId)
    {
        var history = await site.Environment.Client.GetWorkflowHandle(ContractNames.RegionWorkflowId(workflowId, BenchmarkWorld.Home)).FetchHistoryAsync();
        var scheduled = history.Events.Single(e => e.ActivityTaskScheduledEventAttributes?.ActivityType.Name == "WaitImage").EventId;
        var last = history.Events.Single(e => e.EventType == EventType.ActivityTaskStarted && e.ActivityTaskStartedEventAttributes.ScheduledEventId == scheduled);
        var image = Simulator.State.Images(SimulatorWorld.OurAccount).Single(image => image.ImageId == imageId);
        return new(last.ActivityTaskStartedEventAttributes.Attempt, image.FinishedAt!.Value, last.EventTime.ToDateTimeOffset());
    }
}
