using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Client.Schedules;
using Temporalio.Common;
using Temporalio.Exceptions;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What is counted as Temporal Cloud bills it.</summary>
public sealed class ActionCountTests
{
    private const string Queue = "queue";

    private readonly TaskCompletionSource<byte[]> firstAttempt = new();

    [Fact]
    public Task EachAttemptOfAnActivityCounts() => CountAsync(
        env => env.Client.ExecuteWorkflowAsync((RetryingWorkflow wf) => wf.RunAsync(), Options()),
        new() { WorkflowStarts = 1, ActivityAttempts = 3 });

    [Fact]
    public Task AChildCountsTwice() => CountAsync(
        env => env.Client.ExecuteWorkflowAsync((ParentWorkflow wf) => wf.RunAsync(new[] { "a", "b" }), Options()),
        new() { WorkflowStarts = 3, ChildStarts = 2, ActivityAttempts = 2 });

    [Fact]
    public Task ARunOfAScheduleCountsThreeTimes() => CountAsync(
        async env =>
        {
            var schedule = await env.Client.CreateScheduleAsync("schedule", new(
                ScheduleActionStartWorkflow.Create((GreetingWorkflow wf) => wf.RunAsync("a"), Options()), new() { Intervals = [new(TimeSpan.FromDays(1))] }));
            await schedule.TriggerAsync();
            await env.DelayAsync(TimeSpan.FromDays(2));
            await schedule.DeleteAsync();
        },
        new() { WorkflowStarts = 3, ScheduleActions = 6, ActivityAttempts = 3 });

    [Fact]
    public Task ContinuingAsNewCountsAsAStart() => CountAsync(
        env => env.Client.ExecuteWorkflowAsync((CountdownWorkflow wf) => wf.RunAsync(2), Options()),
        new() { WorkflowStarts = 3, Timers = 3 });

    [Fact]
    public Task AStartThatGivesTheRunThatIsThereIsFree() => CountAsync(
        async env =>
        {
            var handle = await env.Client.StartWorkflowAsync((AccountWorkflow wf) => wf.RunAsync(), Options());
            await env.Client.StartWorkflowAsync((AccountWorkflow wf) => wf.RunAsync(), new("id", Queue) { IdConflictPolicy = Temporalio.Api.Enums.V1.WorkflowIdConflictPolicy.UseExisting });
            await Should.ThrowAsync<WorkflowAlreadyStartedException>(() => env.Client.StartWorkflowAsync((AccountWorkflow wf) => wf.RunAsync(), Options()));
            await handle.TerminateAsync();
        },
        new() { WorkflowStarts = 1 });

    [Fact]
    public Task MessagesCount_AlsoRejectedUpdates_AndAStartBySignalIsItsSignal() => CountAsync(
        async env =>
        {
            var options = Options();
            options.SignalWithStart((AccountWorkflow wf) => wf.DepositAsync(10));
            var handle = await env.Client.StartWorkflowAsync((AccountWorkflow wf) => wf.RunAsync(), options);
            await handle.ExecuteUpdateAsync(wf => wf.WithdrawAsync(3), new("same"));
            await handle.ExecuteUpdateAsync(wf => wf.WithdrawAsync(3), new("same"));
            await Should.ThrowAsync<WorkflowUpdateFailedException>(() => handle.ExecuteUpdateAsync(wf => wf.WithdrawAsync(100)));
            (await handle.QueryAsync(wf => wf.Balance)).ShouldBe(7);
            await handle.SignalAsync(wf => wf.CloseAsync());
            await handle.GetResultAsync();
        },
        new() { Signals = 2, Updates = 2, Timers = 1, Queries = 1 });

    [Fact]
    public Task UpsertsAndHeartbeatsCount_ResetsAndWhatComesWithTheStartAreFree() => CountAsync(
        async env =>
        {
            await env.Client.StartWorkflowAsync((AccountWorkflow wf) => wf.RunAsync(), new("account", Queue));
            var options = Options();
            options.Memo = new Dictionary<string, object> { ["memo"] = "free" };
            options.TypedSearchAttributes = new SearchAttributeCollection.Builder().Set(Attributes.Number, 1).ToSearchAttributeCollection();
            var handle = await env.Client.StartWorkflowAsync((BilledWorkflow wf) => wf.RunAsync("account"), options);
            var first = env.Client.GetAsyncActivityHandle(await firstAttempt.Task);
            await first.HeartbeatAsync();
            await first.FailAsync(new ApplicationFailureException("not yet"));
            await env.Client.WorkflowService.ResetActivityAsync(new() { Namespace = "default", Execution = new() { WorkflowId = handle.Id }, Type = "Beat" });
            await handle.GetResultAsync();
        },
        new() { WorkflowStarts = 2, AttributeUpserts = 1, Signals = 1, ActivityAttempts = 2, Heartbeats = 1, ActivityResets = 1 });

    [Fact]
    public void Total_IsTheSumOfAllThatIsBilled()
    {
        var counts = new ActionCounts
        {
            WorkflowStarts = 1,
            ChildStarts = 2,
            ActivityAttempts = 4,
            Heartbeats = 8,
            ActivityResets = 16,
            Timers = 32,
            Signals = 64,
            Updates = 128,
            Queries = 256,
            AttributeUpserts = 512,
            ScheduleActions = 1024,
        };

        counts.Total.ShouldBe(2047 - 16);
        counts.ByKind.Count.ShouldBe(10);
        counts.ByKind.Single(kind => kind.Kind == "timers").Count.ShouldBe(32);
    }

    private async Task CountAsync(Func<RehearsalEnvironment, Task> play, ActionCounts expected)
    {
        await using var env = await RehearsalEnvironment.StartAsync(new() { SearchAttributes = Attributes.All });
        var options = new TemporalWorkerOptions(Queue)
            .AddWorkflow<RetryingWorkflow>().AddWorkflow<ParentWorkflow>().AddWorkflow<GreetingWorkflow>().AddWorkflow<CountdownWorkflow>()
            .AddWorkflow<AccountWorkflow>().AddWorkflow<BilledWorkflow>().AddAllActivities(new OrderActivities()).AddActivity(Beat);
        using var worker = new TemporalWorker(env.Client, options);

        await worker.ExecuteAsync(() => play(env));

        env.Actions.ShouldBe(expected);
    }

    /// <summary>Leaves its first attempt to the test.</summary>
    [Activity]
    private int Beat() =>
        firstAttempt.TrySetResult(ActivityExecutionContext.Current.Info.TaskToken) ? throw new CompleteAsyncException() : 1;

    private static WorkflowOptions Options() => new("id", Queue);
}
