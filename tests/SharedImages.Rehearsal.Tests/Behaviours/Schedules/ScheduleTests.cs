using Temporalio.Client.Schedules;
using Temporalio.Common;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A schedule's life: created, described, listed, changed, triggered, paused, deleted.</summary>
public sealed class ScheduleTests(TemporalServers servers) : ScheduleBehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Created_IsDescribed_WithTheServersValuesWhereItHasNone(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Returns>(stage, "done", options: new()
            {
                Memo = new Dictionary<string, object> { ["file"] = "refresh.yaml" },
                TypedSearchAttributes = new SearchAttributeCollection.Builder().Set(Attributes.Word, "word").ToSearchAttributeCollection(),
            });
            var described = await DescribeAsync(stage, handle);
            var start = described.Schedule.Action.StartWorkflow;
            stage.Saw($"{start.WorkflowType.Name} {start.WorkflowId} on {start.TaskQueue.Name} ({start.TaskQueue.Kind})");
            stage.Saw(described.Schedule.Spec.StructuredCalendar.ToString());
            stage.Saw(described.Schedule.Policies.ToString());
            SawState(stage, described.Schedule.State);
            SawInfo(stage, described.Info);
            stage.Saw($"next {Times(described.Info.FutureActionTimes.Take(3))} and {described.Info.FutureActionTimes.Count - 3} more");
            var seen = await handle.DescribeAsync();
            stage.Saw($"memo {string.Join(", ", seen.Memo.Keys)}: {await seen.Memo["file"].ToValueAsync<string>()}; attributes {seen.TypedSearchAttributes.Count}: {seen.TypedSearchAttributes.Get(Attributes.Word)}");
            stage.Saw($"never updated: {seen.Info.LastUpdatedAt is null}");
        },
        """
        Returns one on <queue> (Normal)
        [ { "second": [ { "step": 1 } ], "minute": [ { "step": 1 } ], "hour": [ { "start": 2, "end": 2, "step": 1 } ], "dayOfMonth": [ { "start": 1, "end": 31, "step": 1 } ], "month": [ { "start": 1, "end": 12, "step": 1 } ], "dayOfWeek": [ { "start": 1, "end": 1, "step": 1 } ] } ]
        { "overlapPolicy": "SCHEDULE_OVERLAP_POLICY_SKIP", "catchupWindow": "31536000s" }
        active: ''
        0 actions [], running [], skipped 0, waiting 0, missed 0
        next Mon 2030-01-07 02:00:00, Mon 2030-01-14 02:00:00, Mon 2030-01-21 02:00:00 and 7 more
        memo file: refresh.yaml; attributes 1: word
        never updated: True
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Created_WithPoliciesOfItsOwn(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Returns>(stage, "done", schedule => schedule with
            {
                Policy = new() { Overlap = Temporalio.Api.Enums.V1.ScheduleOverlapPolicy.BufferOne, CatchupWindow = TimeSpan.FromSeconds(1), PauseOnFailure = true },
                State = new() { Note = "not yet", Paused = true, LimitedActions = true, RemainingActions = 2 },
            });
            var described = await DescribeAsync(stage, handle);
            stage.Saw(described.Schedule.Policies.ToString());
            SawState(stage, described.Schedule.State);
            stage.Saw($"next {Times(described.Info.FutureActionTimes)}");
        },
        """
        { "overlapPolicy": "SCHEDULE_OVERLAP_POLICY_BUFFER_ONE", "catchupWindow": "10s", "pauseOnFailure": true }
        paused: 'not yet', 2 left
        next Mon 2030-01-07 02:00:00, Mon 2030-01-14 02:00:00
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task CreatedTwice_IsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await CreateAsync<Returns>(stage, "done");
            await stage.SawAsync("again", () => CreateAsync<Returns>(stage, "done"));
        },
        """
        again: ScheduleAlreadyRunning 'Schedule already running'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task CreatedTwice_ByOneRequest_IsOne(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var schedule = new Temporalio.Api.Schedule.V1.Schedule { Action = new() { StartWorkflow = new() { WorkflowId = stage.Id("one"), WorkflowType = new() { Name = "Returns" }, TaskQueue = new() { Name = stage.TaskQueue } } } };
            var request = new Temporalio.Api.WorkflowService.V1.CreateScheduleRequest { Namespace = "default", ScheduleId = stage.Id("schedule"), RequestId = Guid.NewGuid().ToString(), Schedule = schedule };
            await stage.SawAsync("first", async () => (await stage.Client.WorkflowService.CreateScheduleAsync(request)).ConflictToken.ToBase64());
            await stage.SawAsync("its answer was lost", async () => (await stage.Client.WorkflowService.CreateScheduleAsync(request)).ConflictToken.ToBase64());
        },
        """
        first: AAAAAAAAAAE=
        its answer was lost: AAAAAAAAAAE=
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Created_WithoutARequestId_IsRefused(Server server) => PlayAsync(
        server,
        stage => stage.SawAsync("create", () => stage.Client.WorkflowService.CreateScheduleAsync(new() { Namespace = "default", ScheduleId = stage.Id("schedule") })),
        """
        create: Rpc(InvalidArgument) 'RequestId is not set on request.'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task TriggeredTwice_ByOneRequest_IsOne(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Waits>(stage);
            for (var index = 0; index < 2; index++)
            {
                await stage.Client.WorkflowService.PatchScheduleAsync(new() { Namespace = "default", ScheduleId = handle.Id, RequestId = "one", Patch = new() { TriggerImmediately = new() } });
            }

            await UntilAsync(stage, handle, shown => shown.Info.ActionCount > 0);
            await handle.PauseAsync();
            var described = await UntilAsync(stage, handle, shown => shown.Schedule.State.Paused);
            SawInfo(stage, described.Info);
            await stage.Client.GetWorkflowHandle(described.Info.RecentActions[0].StartWorkflowResult.WorkflowId).SignalAsync("Go", ["go"]);
        },
        """
        1 actions [one-<time 1> Running], running [one-<time 1>], skipped 0, waiting 0, missed 0
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Nobody_IsNotFound(Server server) => PlayAsync(
        server,
        stage => SawEachCallAsync(stage, stage.Client.GetScheduleHandle(stage.Id("nobody"))),
        """
        describe: Rpc(NotFound) 'workflow not found for ID: temporal-sys-scheduler:nobody'
        trigger: Rpc(NotFound) 'workflow not found for ID: temporal-sys-scheduler:nobody'
        update: Rpc(NotFound) 'workflow not found for ID: temporal-sys-scheduler:nobody'
        delete: Rpc(NotFound) 'workflow not found for ID: temporal-sys-scheduler:nobody'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Deleted_IsNotFound_ItsRunGoesOn_AndItsIdIsFree(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Waits>(stage);
            var run = await TriggerAsync(stage, handle);
            await stage.SawAsync("delete", () => handle.DeleteAsync());
            await SawEachCallAsync(stage, handle);
            await run.SignalAsync("Go", ["go"]);
            await stage.SawResultAsync(run);
            await stage.SawAsync("create", async () => (await CreateAsync<Waits>(stage)).Id);
        },
        """
        delete: done
        describe: Rpc(NotFound) 'schedule not found'
        trigger: Rpc(NotFound) 'workflow execution already completed'
        update: Rpc(NotFound) 'schedule not found'
        delete: Rpc(NotFound) 'workflow execution already completed'
        one-<time 1>: go
        create: schedule
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Triggered_StartsARun_WithTheTimeInItsIdAndAttributes(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Returns>(stage, "done", schedule => schedule with { Action = Decorated(stage) });
            var run = await TriggerAsync(stage, handle);
            await stage.SawResultAsync(run);
            var described = await run.DescribeAsync();
            stage.Saw($"by {described.TypedSearchAttributes.Get(SearchAttributeKey.CreateKeyword("TemporalScheduledById"))}, {described.TypedSearchAttributes.Get(Attributes.Word)}");
            var time = described.TypedSearchAttributes.Get(SearchAttributeKey.CreateDateTimeOffset("TemporalScheduledStartTime"));
            stage.Saw($"the time is that of the id: {run.Id.EndsWith($"-{time:yyyy-MM-ddTHH:mm:ssZ}", StringComparison.Ordinal)}");
            SawInfo(stage, (await UntilAsync(stage, handle, shown => shown.Info.RecentActions[0].StartWorkflowStatus != Temporalio.Api.Enums.V1.WorkflowExecutionStatus.Running)).Info);
        },
        """
        one-<time 1>: done
        by schedule, word
        the time is that of the id: True
        1 actions [one-<time 1> Completed], running [], skipped 0, waiting 0, missed 0
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task CreatedWithATrigger_StartsAtOnce(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Returns>(stage, "done", options: new() { TriggerImmediately = true });
            var described = await UntilAsync(stage, handle, shown => shown.Info.ActionCount > 0);
            stage.Saw(described.Info.RecentActions.Single().StartWorkflowResult.WorkflowId);
        },
        """
        one-<time 1>
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Paused_ItCanBeTriggered_AndCountsNothingAgainstItsLimit(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Returns>(stage, "done", schedule => schedule with { State = new() { LimitedActions = true, RemainingActions = 1 } });
            await handle.PauseAsync("over the holidays");
            SawState(stage, (await UntilAsync(stage, handle, shown => shown.Schedule.State.Paused)).Schedule.State);
            await stage.SawResultAsync(await TriggerAsync(stage, handle));
            await handle.UnpauseAsync("back");
            SawState(stage, (await UntilAsync(stage, handle, shown => !shown.Schedule.State.Paused)).Schedule.State);
        },
        """
        paused: 'over the holidays', 1 left
        one-<time 1>: done
        active: 'back', 1 left
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Updated_ItIsWhatTheUpdateSays_AndAttributesOnlyWhenGiven(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Returns>(stage, "done", options: new() { TypedSearchAttributes = Words("first") });
            await handle.UpdateAsync(input => new ScheduleUpdate(input.Description.Schedule with
            {
                Spec = new() { Intervals = [new(TimeSpan.FromDays(1), TimeSpan.FromHours(3))], StartAt = Far },
                State = new() { Note = "daily" },
            }));
            await SawUpdatedAsync(stage, handle, "daily");
            await handle.UpdateAsync(input => new ScheduleUpdate(input.Description.Schedule with { State = new() { Note = "named" } }, Words("second")));
            await SawUpdatedAsync(stage, handle, "named");
        },
        """
        active: 'daily'
        attributes first, next Tue 2030-01-01 03:00:00, Wed 2030-01-02 03:00:00, updated: True
        active: 'named'
        attributes second, next Tue 2030-01-01 03:00:00, Wed 2030-01-02 03:00:00, updated: True
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Update_OfWhatSomebodyElseHasChanged_IsDropped(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Returns>(stage, "done");
            var before = await DescribeAsync(stage, handle);
            await handle.PauseAsync("by somebody");
            var now = await UntilAsync(stage, handle, shown => shown.Schedule.State.Paused);
            await stage.SawAsync("old", () => UpdateAsync(stage, handle, before, "old"));
            await stage.SawAsync("now", () => UpdateAsync(stage, handle, now, "now"));
            SawState(stage, (await UntilAsync(stage, handle, shown => shown.Schedule.State.Notes != "by somebody")).Schedule.State);
        },
        """
        old: done
        now: done
        active: 'now'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task List_ShowsEach(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Returns>(stage, "done", options: new() { Memo = new Dictionary<string, object> { ["file"] = "refresh.yaml" } });
            await stage.SawResultAsync(await TriggerAsync(stage, handle));
            await UntilAsync(stage, handle, shown => shown.Info.RecentActions[0].StartWorkflowStatus != Temporalio.Api.Enums.V1.WorkflowExecutionStatus.Running);
            await handle.PauseAsync("over the holidays");
            var listed = await ListedAsync(stage, entry => entry.Info.Paused);
            stage.Saw($"{listed.ScheduleId}: {listed.Info.WorkflowType.Name}, '{listed.Info.Notes}', memo {listed.Memo.Fields["file"].Data.ToStringUtf8()}");
            stage.Saw($"[{string.Join(", ", listed.Info.RecentActions.Select(action => $"{action.StartWorkflowResult.WorkflowId} {action.StartWorkflowStatus}"))}]");
            stage.Saw($"next {Times(listed.Info.FutureActionTimes)}");
        },
        """
        one-<time 1>: done
        schedule: Returns, 'over the holidays', memo "refresh.yaml"
        [one-<time 1> Completed]
        next Mon 2030-01-07 02:00:00, Mon 2030-01-14 02:00:00, Mon 2030-01-21 02:00:00, Mon 2030-01-28 02:00:00, Mon 2030-02-04 02:00:00
        """);

    private static ScheduleActionStartWorkflow Decorated(Stage stage) => ScheduleActionStartWorkflow.Create("Returns", ["done"], new(stage.Id("one"), stage.TaskQueue)
    {
        Memo = new Dictionary<string, object> { ["by"] = "schedule" },
        TypedSearchAttributes = Words("word"),
        StaticSummary = "a summary",
        ExecutionTimeout = TimeSpan.FromMinutes(1),
    });

    private static SearchAttributeCollection Words(string word) => new SearchAttributeCollection.Builder().Set(Attributes.Word, word).ToSearchAttributeCollection();

    private static async Task SawEachCallAsync(Stage stage, ScheduleHandle handle)
    {
        await stage.SawAsync("describe", () => handle.DescribeAsync());
        await stage.SawAsync("trigger", () => handle.TriggerAsync());
        await stage.SawAsync("update", () => handle.UpdateAsync(input => new ScheduleUpdate(input.Description.Schedule)));
        await stage.SawAsync("delete", () => handle.DeleteAsync());
    }

    private static async Task SawUpdatedAsync(Stage stage, ScheduleHandle handle, string note)
    {
        var described = await UntilAsync(stage, handle, shown => shown.Schedule.State.Notes == note);
        SawState(stage, described.Schedule.State);
        var word = (await handle.DescribeAsync()).TypedSearchAttributes.Get(Attributes.Word);
        stage.Saw($"attributes {word}, next {Times(described.Info.FutureActionTimes.Take(2))}, updated: {described.Info.UpdateTime is not null}");
    }

    private static async Task UpdateAsync(Stage stage, ScheduleHandle handle, Temporalio.Api.WorkflowService.V1.DescribeScheduleResponse seen, string note)
    {
        var schedule = seen.Schedule.Clone();
        schedule.State = new() { Notes = note };
        await stage.Client.WorkflowService.UpdateScheduleAsync(new() { Namespace = "default", ScheduleId = handle.Id, Schedule = schedule, ConflictToken = seen.ConflictToken, RequestId = note });
    }

    // The real server's list comes a little later than the change.
    private static async Task<Temporalio.Api.Schedule.V1.ScheduleListEntry> ListedAsync(Stage stage, Func<Temporalio.Api.Schedule.V1.ScheduleListEntry, bool> isShown)
    {
        while (true)
        {
            var listed = await stage.Client.WorkflowService.ListSchedulesAsync(new() { Namespace = "default" });
            if (listed.Schedules.SingleOrDefault(entry => entry.ScheduleId == stage.Id("schedule")) is { } entry && isShown(entry))
            {
                return entry;
            }

            await stage.Environment.DelayAsync(TimeSpan.FromMilliseconds(50));
        }
    }
}
