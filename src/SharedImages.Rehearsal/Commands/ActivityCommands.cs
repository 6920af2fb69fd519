using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>Activities: scheduled, and asked to stop.</summary>
internal static class ActivityCommands
{
    public static void Schedule(CommandTurn turn, Command command)
    {
        var wish = Complete(turn, command.ScheduleActivityTaskCommandAttributes);
        var scheduled = turn.History.Append(EventType.ActivityTaskScheduled, e =>
        {
            e.UserMetadata = command.UserMetadata;
            e.ActivityTaskScheduledEventAttributes = new()
            {
                ActivityId = wish.ActivityId,
                ActivityType = wish.ActivityType,
                TaskQueue = wish.TaskQueue,
                Header = wish.Header,
                Input = wish.Input,
                ScheduleToCloseTimeout = wish.ScheduleToCloseTimeout,
                ScheduleToStartTimeout = wish.ScheduleToStartTimeout,
                StartToCloseTimeout = wish.StartToCloseTimeout,
                HeartbeatTimeout = wish.HeartbeatTimeout,
                WorkflowTaskCompletedEventId = turn.CompletedId,
                RetryPolicy = wish.RetryPolicy,
#pragma warning disable CS0612 // The server repeats what SDKs still send.
                UseWorkflowBuildId = wish.UseWorkflowBuildId,
#pragma warning restore CS0612
                Priority = wish.Priority,
            };
        });
        turn.Run.Activities[scheduled.EventId] = new(turn.Run, scheduled.EventId, wish);
    }

    public static void RequestCancel(CommandTurn turn, Command command)
    {
        var scheduledId = command.RequestCancelActivityTaskCommandAttributes.ScheduledEventId;
        turn.History.Append(EventType.ActivityTaskCancelRequested, e => e.ActivityTaskCancelRequestedEventAttributes = new()
        {
            ScheduledEventId = scheduledId,
            WorkflowTaskCompletedEventId = turn.CompletedId,
        });
        if (turn.Run.Activities.TryGetValue(scheduledId, out var activity))
        {
            activity.RequestCancel();
        }
    }

    /// <summary>The wish with what the server fills in: no attempt may last longer than all of them, nothing longer than the run.</summary>
    private static ScheduleActivityTaskCommandAttributes Complete(CommandTurn turn, ScheduleActivityTaskCommandAttributes wish)
    {
        var complete = wish.Clone();
        complete.RetryPolicy = Retries.Complete(wish.RetryPolicy);
        complete.TaskQueue = new() { Name = wish.TaskQueue?.Name is { Length: > 0 } name ? name : turn.Run.Start.TaskQueue, Kind = TaskQueueKind.Normal };
        var all = Span(wish.ScheduleToCloseTimeout);
        var limit = all > TimeSpan.Zero ? all : turn.Run.Start.RunTimeout;
        var one = Span(wish.StartToCloseTimeout);
        complete.ScheduleToCloseTimeout = Duration.FromTimeSpan(limit);
        complete.ScheduleToStartTimeout = Duration.FromTimeSpan(Within(Span(wish.ScheduleToStartTimeout), limit));
        complete.StartToCloseTimeout = Duration.FromTimeSpan(Within(one, limit));
        complete.HeartbeatTimeout = Duration.FromTimeSpan(Span(wish.HeartbeatTimeout) is var beat && beat > TimeSpan.Zero && complete.StartToCloseTimeout.ToTimeSpan() is var attempt && attempt > TimeSpan.Zero && beat > attempt ? attempt : beat);
        return complete;
    }

    private static TimeSpan Span(Duration? duration) => duration?.ToTimeSpan() ?? TimeSpan.Zero;

    private static TimeSpan Within(TimeSpan span, TimeSpan limit) =>
        limit == TimeSpan.Zero ? span : span == TimeSpan.Zero || span > limit ? limit : span;
}
