using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Client.Schedules;
using Temporalio.Exceptions;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Schedules on virtual time: what would take a real server weeks.</summary>
public sealed class ScheduleTimeTests
{
    private const string Queue = "queue";

    private static readonly ScheduleSpec Mondays = new() { Calendars = [new() { Hour = [new(2)], DayOfWeek = [new(1)] }] };
    private static readonly ScheduleSpec Daily = new() { Intervals = [new(TimeSpan.FromDays(1))] };

    [Fact]
    public Task AYearOfMondays_StartsARunEach() => PlayAsync(async env =>
    {
        var handle = await env.Client.CreateScheduleAsync("schedule", new(Greet("greet"), Mondays));

        await env.DelayAsync(TimeSpan.FromDays(365));

        var info = (await handle.DescribeAsync()).Info;
        info.NumActions.ShouldBe(52);
        info.RecentActions.Select(action => action.ScheduledAt).ShouldBe(Enumerable.Range(42, 10).Select(week => new DateTime(2026, 1, 5, 2, 0, 0, DateTimeKind.Utc).AddDays(7 * week)));
        var runs = await IdsAsync(env, "TemporalScheduledById = 'schedule' AND ExecutionStatus = 'Completed'");
        runs.Count.ShouldBe(52);
        runs[0].ShouldBe("greet-2026-01-05T02:00:00Z");
        runs[51].ShouldBe("greet-2026-12-28T02:00:00Z");
    });

    [Fact]
    public Task WhoWaitsForAResult_WaitsNoLongerForTheSchedule() => PlayAsync(async env =>
    {
        var began = await env.GetCurrentTimeAsync();
        var handle = await env.Client.CreateScheduleAsync("schedule", new(Greet("greet"), new() { Intervals = [new(TimeSpan.FromHours(1))] }));

        await env.Client.ExecuteWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(1), new("sleep", Queue));

        (await env.GetCurrentTimeAsync()).ShouldBe(began.AddDays(1));
        (await handle.DescribeAsync()).Info.NumActions.ShouldBe(24);
    });

    [Fact]
    public Task APause_IsNotMadeUpFor() => PlayAsync(async env =>
    {
        var handle = await env.Client.CreateScheduleAsync("schedule", new(Greet("greet"), Daily));
        await handle.PauseAsync();
        await env.DelayAsync(TimeSpan.FromDays(30));
        await handle.UnpauseAsync();
        (await handle.DescribeAsync()).Info.NumActions.ShouldBe(0);

        await env.DelayAsync(TimeSpan.FromDays(1));

        (await handle.DescribeAsync()).Info.NumActions.ShouldBe(1);
    });

    [Fact]
    public Task RunsThatTakeLonger_FollowEachOther_WithBufferOne() => PlayAsync(async env =>
    {
        var action = ScheduleActionStartWorkflow.Create((SleepWorkflow wf) => wf.RunAsync(2), new("sleep", Queue));
        var handle = await env.Client.CreateScheduleAsync("schedule", new(action, Daily) { Policy = new() { Overlap = ScheduleOverlapPolicy.BufferOne } });

        await env.DelayAsync(TimeSpan.FromDays(6.5));

        // Each begins when the one before has ended, with the time of the first day that it has missed.
        var info = (await handle.DescribeAsync()).Info;
        info.RecentActions.Select(action => (action.ScheduledAt.Day, action.StartedAt.Day)).ShouldBe([(2, 2), (3, 4), (5, 6)]);
        info.NumActionsSkippedOverlap.ShouldBe(2);
        info.RunningActions.Count.ShouldBe(1);
    });

    [Fact]
    public Task AFailure_PausesIt_AndItStartsNothingMore() => PlayAsync(async env =>
    {
        var action = ScheduleActionStartWorkflow.Create((SleepWorkflow wf) => wf.RunAsync(2), new("sleep", Queue) { RunTimeout = TimeSpan.FromHours(1) });
        var handle = await env.Client.CreateScheduleAsync("schedule", new(action, Daily) { Policy = new() { PauseOnFailure = true } });

        await env.DelayAsync(TimeSpan.FromDays(10));

        var described = await handle.DescribeAsync();
        described.Info.NumActions.ShouldBe(1);
        described.Schedule.State.Paused.ShouldBeTrue();
    });

    [Fact]
    public Task WithNothingLeftToDo_ItIsGoneAfterAWeek_UnlessItIsPaused() => PlayAsync(async env =>
    {
        var done = await env.Client.CreateScheduleAsync("done", new(Greet("done"), Daily) { State = new() { LimitedActions = true, RemainingActions = 1 } });
        var paused = await env.Client.CreateScheduleAsync("paused", new(Greet("paused"), new()) { State = new() { Paused = true } });
        await env.DelayAsync(TimeSpan.FromDays(7));
        (await done.DescribeAsync()).Info.NumActions.ShouldBe(1);

        await env.DelayAsync(TimeSpan.FromDays(1));

        (await Should.ThrowAsync<RpcException>(() => done.DescribeAsync())).Message.ShouldBe("schedule not found");
        (await paused.DescribeAsync()).Info.NumActions.ShouldBe(0);
    });

    [Fact]
    public Task AnIdInUse_IsNotStarted_AndNotCounted() => PlayAsync(async env =>
    {
        var action = ScheduleActionStartWorkflow.Create((SleepWorkflow wf) => wf.RunAsync(2), new("sleep", Queue));
        var handle = await env.Client.CreateScheduleAsync("schedule", new(action, Mondays) { Policy = new() { Overlap = ScheduleOverlapPolicy.AllowAll } });

        await handle.TriggerAsync();
        await handle.TriggerAsync();

        (await handle.DescribeAsync()).Info.NumActions.ShouldBe(1);
        (await IdsAsync(env, "WorkflowType = 'SleepWorkflow'")).ShouldBe(["sleep-2026-01-01T00:00:00Z"]);
    });

    [Fact]
    public Task AJitter_DelaysTheRun_AndLeavesItsIdAsItIs() => PlayAsync(async env =>
    {
        var handle = await env.Client.CreateScheduleAsync("schedule", new(Greet("greet"), Mondays with { Jitter = TimeSpan.FromHours(1) }));

        await env.DelayAsync(TimeSpan.FromDays(7));

        var late = (await handle.DescribeAsync()).Info.RecentActions.Single().StartedAt - new DateTime(2026, 1, 5, 2, 0, 0, DateTimeKind.Utc);
        late.ShouldBeInRange(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        (await IdsAsync(env, "TemporalScheduledById = 'schedule'")).ShouldBe(["greet-2026-01-05T02:00:00Z"]);
    });

    [Fact]
    public Task AList_IsReadInPages_WhileOthersGo() => PlayAsync(async env =>
    {
        foreach (var id in new[] { "a", "b", "c", "d", "e" })
        {
            await env.Client.CreateScheduleAsync(id, new(Greet(id), Mondays));
        }

        var first = await env.Client.WorkflowService.ListSchedulesAsync(new() { Namespace = "default", MaximumPageSize = 2 });
        await env.Client.GetScheduleHandle("d").DeleteAsync();
        var second = await env.Client.WorkflowService.ListSchedulesAsync(new() { Namespace = "default", MaximumPageSize = 2, NextPageToken = first.NextPageToken });
        var third = await env.Client.WorkflowService.ListSchedulesAsync(new() { Namespace = "default", MaximumPageSize = 2, NextPageToken = second.NextPageToken });

        first.Schedules.Select(entry => entry.ScheduleId).ShouldBe(["e", "d"]);
        second.Schedules.Select(entry => entry.ScheduleId).ShouldBe(["c", "b"]);
        third.Schedules.Select(entry => entry.ScheduleId).ShouldBe(["a"]);
        third.NextPageToken.IsEmpty.ShouldBeTrue();
        var wrong = await Should.ThrowAsync<RpcException>(() => env.Client.WorkflowService.ListSchedulesAsync(new() { Namespace = "default", NextPageToken = Google.Protobuf.ByteString.CopyFromUtf8("x") }));
        wrong.Message.ShouldBe("Invalid NextPageToken.");
    });

    [Fact]
    public async Task OneSeed_GivesOneHistory()
    {
        var first = await MonthAsync(7);

        (await MonthAsync(7)).ShouldBe(first);
        (await MonthAsync(8)).ShouldNotBe(first);
        first.Count.ShouldBe(4);
    }

    // A month's runs: the id of each, and what happened in it when.
    private static async Task<List<string>> MonthAsync(long seed)
    {
        var histories = new List<string>();
        await PlayAsync(
            async env =>
            {
                await env.Client.CreateScheduleAsync("schedule", new(Greet("greet"), Mondays with { Jitter = TimeSpan.FromHours(1) }));
                await env.DelayAsync(TimeSpan.FromDays(28));
                foreach (var id in await IdsAsync(env, "TemporalScheduledById = 'schedule'"))
                {
                    var events = (await env.Client.GetWorkflowHandle(id).FetchHistoryAsync()).Events.ToList();
                    histories.Add($"{id} {events[0].WorkflowExecutionStartedEventAttributes.OriginalExecutionRunId}: {string.Join(", ", events.Select(e => $"{e.EventTime} {e.EventType}"))}");
                }
            },
            seed);
        return histories;
    }

    private static async Task PlayAsync(Func<RehearsalEnvironment, Task> play, long seed = 7)
    {
        await using var env = await RehearsalEnvironment.StartAsync(new() { Seed = seed });
        var options = new TemporalWorkerOptions(Queue).AddWorkflow<GreetingWorkflow>().AddWorkflow<SleepWorkflow>().AddAllActivities(new OrderActivities());
        using var worker = new TemporalWorker(env.Client, options);
        await worker.ExecuteAsync(() => play(env));
    }

    private static ScheduleActionStartWorkflow Greet(string id) => ScheduleActionStartWorkflow.Create((GreetingWorkflow wf) => wf.RunAsync("you"), new(id, Queue));

    // The oldest first.
    private static async Task<List<string>> IdsAsync(RehearsalEnvironment env, string query)
    {
        var ids = new List<string>();
        await foreach (var run in env.Client.ListWorkflowsAsync(query))
        {
            ids.Insert(0, run.Id);
        }

        return ids;
    }
}
