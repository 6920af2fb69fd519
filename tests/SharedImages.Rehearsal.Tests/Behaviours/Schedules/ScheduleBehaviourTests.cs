using System.Globalization;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Schedules;
using ScheduleInfo = Temporalio.Api.Schedule.V1.ScheduleInfo;
using ScheduleState = Temporalio.Api.Schedule.V1.ScheduleState;

namespace SharedImages.Rehearsal.Tests;

/// <summary>
/// Behaviours of schedules. None is deleted at the end of its play: each begins in years, or has few actions. The server takes up a change after it
/// has accepted it, so a play waits until the description shows it.
/// </summary>
public abstract class ScheduleBehaviourTests(TemporalServers servers) : BehaviourTests(servers)
{
    /// <summary>Far from any play.</summary>
    private protected static readonly DateTime Far = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Every Monday at two, but not before <see cref="Far"/>.</summary>
    private protected static ScheduleSpec Mondays => new()
    {
        Calendars = [new() { Hour = [new(2)], DayOfWeek = [new(1)] }],
        StartAt = Far,
    };

    private protected static ScheduleActionStartWorkflow Action<TWorkflow>(Stage stage, object? input = null) =>
        ScheduleActionStartWorkflow.Create(Stage.NameOf<TWorkflow>(), input is null ? [] : [input], new(stage.Id("one"), stage.TaskQueue));

    private protected static Task<ScheduleHandle> CreateAsync<TWorkflow>(Stage stage, object? input = null, Func<Schedule, Schedule>? with = null, ScheduleOptions? options = null)
    {
        var schedule = new Schedule(Action<TWorkflow>(stage, input), Mondays);
        return stage.Client.CreateScheduleAsync(stage.Id("schedule"), with is null ? schedule : with(schedule), options);
    }

    private protected static Task<DescribeScheduleResponse> DescribeAsync(Stage stage, ScheduleHandle handle) =>
        stage.Client.WorkflowService.DescribeScheduleAsync(new() { Namespace = stage.Client.Options.Namespace, ScheduleId = handle.Id });

    /// <summary>Waits until the description shows something, and makes the runs that the schedule has started known.</summary>
    private protected static async Task<DescribeScheduleResponse> UntilAsync(Stage stage, ScheduleHandle handle, Func<DescribeScheduleResponse, bool> isShown)
    {
        while (true)
        {
            var described = await DescribeAsync(stage, handle);
            if (isShown(described))
            {
                foreach (var execution in described.Info.RecentActions.Select(action => action.StartWorkflowResult))
                {
                    stage.Know(execution.WorkflowId, execution.RunId);
                }

                return described;
            }

            await stage.Environment.DelayAsync(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Triggers, and waits until the run is there.</summary>
    private protected static async Task<Temporalio.Client.WorkflowHandle> TriggerAsync(Stage stage, ScheduleHandle handle)
    {
        var before = (await DescribeAsync(stage, handle)).Info.ActionCount;
        await handle.TriggerAsync();
        var described = await UntilAsync(stage, handle, described => described.Info.ActionCount > before);
        var execution = described.Info.RecentActions[^1].StartWorkflowResult;
        return stage.Client.GetWorkflowHandle(execution.WorkflowId, execution.RunId);
    }

    private protected static void SawInfo(Stage stage, ScheduleInfo info) => stage.Saw(
        $"{info.ActionCount} actions [{string.Join(", ", info.RecentActions.Select(action => $"{action.StartWorkflowResult.WorkflowId} {action.StartWorkflowStatus}"))}], "
        + $"running [{string.Join(", ", info.RunningWorkflows.Select(run => run.WorkflowId))}], skipped {info.OverlapSkipped}, waiting {info.BufferSize}, missed {info.MissedCatchupWindow}");

    private protected static void SawState(Stage stage, ScheduleState state) =>
        stage.Saw($"{(state.Paused ? "paused" : "active")}: '{state.Notes}'{(state.LimitedActions ? $", {state.RemainingActions} left" : "")}");

    private protected static string Times(IEnumerable<Google.Protobuf.WellKnownTypes.Timestamp> times) =>
        string.Join(", ", times.Select(time => time.ToDateTime().ToString("ddd yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)));
}
