using Temporalio.Api.Enums.V1;
using Temporalio.Client.Schedules;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What a schedule does about the runs it has started: while they run, and when they end.</summary>
public sealed class ScheduleOverlapTests(TemporalServers servers) : ScheduleBehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Skip_StartsNoneWhileOneRuns(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Waits>(stage);
            var first = await TriggerAsync(stage, handle);
            await handle.TriggerAsync();
            SawInfo(stage, (await UntilAsync(stage, handle, shown => shown.Info.OverlapSkipped == 1)).Info);
            await first.SignalAsync("Go", ["go"]);
            await stage.SawResultAsync(first);
        },
        """
        1 actions [one-<time 1> Running], running [one-<time 1>], skipped 1, waiting 0, missed 0
        one-<time 1>: go
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task BufferOne_StartsOneAfterwards(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Waits>(stage, with: schedule => schedule with { Policy = new() { Overlap = ScheduleOverlapPolicy.BufferOne } });
            var first = await TriggerAsync(stage, handle);
            await stage.Environment.DelayAsync(TimeSpan.FromSeconds(1));
            await handle.TriggerAsync();
            await UntilAsync(stage, handle, shown => shown.Info.BufferSize == 1);
            await handle.TriggerAsync();
            SawInfo(stage, (await UntilAsync(stage, handle, shown => shown.Info.OverlapSkipped == 1)).Info);
            await first.SignalAsync("Go", ["go"]);
            var next = await UntilAsync(stage, handle, shown => shown.Info.ActionCount == 2);
            SawInfo(stage, next.Info);
            await EndAsync(stage, next.Info.RecentActions[1].StartWorkflowResult);
        },
        """
        1 actions [one-<time 1> Running], running [one-<time 1>], skipped 1, waiting 1, missed 0
        2 actions [one-<time 1> Completed, one-<time 2> Running], running [one-<time 2>], skipped 1, waiting 0, missed 0
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task AllowAll_StartsBesides_AndDoesNotLookAfterThem(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Waits>(stage, with: schedule => schedule with { Policy = new() { Overlap = ScheduleOverlapPolicy.AllowAll } });
            var first = await TriggerAsync(stage, handle);
            await stage.Environment.DelayAsync(TimeSpan.FromSeconds(1));
            var second = await TriggerAsync(stage, handle);
            await first.SignalAsync("Go", ["go"]);
            await stage.SawResultAsync(first);
            SawInfo(stage, (await DescribeAsync(stage, handle)).Info);
            await second.SignalAsync("Go", ["go"]);
        },
        """
        one-<time 1>: go
        2 actions [one-<time 1> Running, one-<time 2> Running], running [], skipped 0, waiting 0, missed 0
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ATrigger_HasAPolicyOfItsOwn(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Waits>(stage);
            var first = await TriggerAsync(stage, handle);
            await stage.Environment.DelayAsync(TimeSpan.FromSeconds(1));
            await handle.TriggerAsync(new() { Overlap = ScheduleOverlapPolicy.BufferOne });
            SawInfo(stage, (await UntilAsync(stage, handle, shown => shown.Info.BufferSize == 1)).Info);
            await first.SignalAsync("Go", ["go"]);
            var next = await UntilAsync(stage, handle, shown => shown.Info.ActionCount == 2);
            await EndAsync(stage, next.Info.RecentActions[1].StartWorkflowResult);
        },
        """
        1 actions [one-<time 1> Running], running [one-<time 1>], skipped 0, waiting 1, missed 0
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Interval_StartsUntilItsActionsAreUsedUp(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Returns>(stage, "done", schedule => schedule with
            {
                Spec = new() { Intervals = [new(TimeSpan.FromSeconds(1))] },
                State = new() { LimitedActions = true, RemainingActions = 2 },
            });
            var described = await UntilAsync(stage, handle, shown => shown.Info.ActionCount == 2 && shown.Info.RecentActions.All(action => action.StartWorkflowStatus == WorkflowExecutionStatus.Completed));
            // A machine that is busy may have a run last longer than the interval: how many times were skipped is not said.
            stage.Saw(string.Join(", ", described.Info.RecentActions.Select(action => action.StartWorkflowResult.WorkflowId)));
            SawState(stage, described.Schedule.State);
            stage.Saw($"next [{Times(described.Info.FutureActionTimes)}]");
            stage.Saw($"at whole seconds: {described.Info.RecentActions.All(action => action.ScheduleTime.Nanos == 0)}");
        },
        """
        one-<time 1>, one-<time 2>
        active: '', 0 left
        next []
        at whole seconds: True
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task PauseOnFailure_PausesWithTheReasonAsItsNote(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Fails>(stage, "no", schedule => schedule with { Policy = new() { PauseOnFailure = true } });
            await stage.SawResultAsync(await TriggerAsync(stage, handle));
            var described = await UntilAsync(stage, handle, shown => shown.Schedule.State.Paused);
            SawState(stage, described.Schedule.State);
            SawInfo(stage, described.Info);
        },
        """
        one-<time 1>: WorkflowFailed 'Workflow failed' < Application(Told) 'no'
        paused: 'paused due to workflow failure: one-<time 1>: no'
        1 actions [one-<time 1> Failed], running [], skipped 0, waiting 0, missed 0
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task PauseOnFailure_ATimeoutIsAFailure(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var options = new Temporalio.Client.WorkflowOptions(stage.Id("one"), stage.TaskQueue) { RunTimeout = TimeSpan.FromSeconds(1) };
            var handle = await CreateAsync<Waits>(stage, with: schedule => schedule with
            {
                Action = ScheduleActionStartWorkflow.Create(Stage.NameOf<Waits>(), [], options),
                Policy = new() { PauseOnFailure = true },
            });
            await stage.SawResultAsync(await TriggerAsync(stage, handle));
            SawState(stage, (await UntilAsync(stage, handle, shown => shown.Schedule.State.Paused)).Schedule.State);
        },
        """
        one-<time 1>: WorkflowFailed 'Workflow failed' < Timeout(StartToClose) 'Workflow timed out'
        paused: 'paused due to workflow timeout: one-<time 1>'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task PauseOnFailure_ATerminationIsNone(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Waits>(stage, with: schedule => schedule with { Policy = new() { PauseOnFailure = true } });
            await (await TriggerAsync(stage, handle)).TerminateAsync("by hand");
            var described = await UntilAsync(stage, handle, shown => shown.Info.RecentActions[0].StartWorkflowStatus != WorkflowExecutionStatus.Running);
            SawState(stage, described.Schedule.State);
            SawInfo(stage, described.Info);
        },
        """
        active: ''
        1 actions [one-<time 1> Terminated], running [], skipped 0, waiting 0, missed 0
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ARun_ThatContinuesAsNew_RunsOn(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<ContinuesOnce>(stage, true);
            var first = await TriggerAsync(stage, handle);
            stage.Saw($"first: {await EndedAsync(stage, first)}");
            SawInfo(stage, (await DescribeAsync(stage, handle)).Info);
            await stage.Client.GetWorkflowHandle(first.Id).SignalAsync("Go", []);
            await stage.SawResultAsync(first);
            SawInfo(stage, (await UntilAsync(stage, handle, shown => shown.Info.RecentActions[0].StartWorkflowStatus != WorkflowExecutionStatus.Running)).Info);
        },
        """
        first: ContinuedAsNew
        1 actions [one-<time 1> Running], running [one-<time 1>], skipped 0, waiting 0, missed 0
        one-<time 1>: done
        1 actions [one-<time 1> Completed], running [], skipped 0, waiting 0, missed 0
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ARun_IsToldWhatBecameOfTheOneBefore(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Remembers>(stage);
            for (var index = 0; index < 3; index++)
            {
                await stage.SawResultAsync(await TriggerAsync(stage, handle));
                await stage.Environment.DelayAsync(TimeSpan.FromSeconds(1));
            }
        },
        """
        one-<time 1>: first
        one-<time 2>: WorkflowFailed 'Workflow failed' < Application(Told) 'after first'
        one-<time 3>: first, then after first
        """);

    // Its result cannot be waited for: a handle that was not given by a start waits for the latest run of the id.
    private static async Task<WorkflowExecutionStatus> EndedAsync(Stage stage, Temporalio.Client.WorkflowHandle run)
    {
        while (true)
        {
            var status = (await run.DescribeAsync()).Status;
            if (status != WorkflowExecutionStatus.Running)
            {
                return status;
            }

            await stage.Environment.DelayAsync(TimeSpan.FromMilliseconds(50));
        }
    }

    private static Task EndAsync(Stage stage, Temporalio.Api.Common.V1.WorkflowExecution execution) =>
        stage.Client.GetWorkflowHandle(execution.WorkflowId, execution.RunId).SignalAsync("Go", ["go"]);

    [Workflow]
    private sealed class ContinuesOnce
    {
        private bool isTold;

        [WorkflowRun]
        public async Task<string> RunAsync(bool isFirst)
        {
            if (isFirst)
            {
                throw Workflow.CreateContinueAsNewException(nameof(ContinuesOnce), [false]);
            }

            await Workflow.WaitConditionAsync(() => isTold);
            return "done";
        }

        [WorkflowSignal]
        public Task GoAsync()
        {
            isTold = true;
            return Task.CompletedTask;
        }
    }

    /// <summary>Fails after a success, and then says what it knows of both.</summary>
    [Workflow]
    private sealed class Remembers
    {
        [WorkflowRun]
        public Task<string> RunAsync() =>
            Last() is not { } last ? Task.FromResult("first")
            : Workflow.Info.LastFailure is { } failure ? Task.FromResult($"{last}, then {failure.Message}")
            : throw new ApplicationFailureException($"after {last}", errorType: "Told");

        private static string? Last() =>
            Workflow.Info.LastResult?.SingleOrDefault() is { } last ? Workflow.PayloadConverter.ToValue<string>(last.Payload) : null;
    }
}
