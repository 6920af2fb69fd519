using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>Activities: scheduled, and asked to stop.</summary>
internal static class ActivityCommands
{
    public static void Schedule(CommandTurn turn, Command command)
    {
        var attributes = Complete(turn, command.ScheduleActivityTaskCommandAttributes);
        var scheduled = turn.History.Append(EventType.ActivityTaskScheduled, e =>
        {
            e.UserMetadata = command.UserMetadata;
            e.ActivityTaskScheduledEventAttributes = new()
            {
                ActivityId = attributes.ActivityId,
                ActivityType = attributes.ActivityType,
                TaskQueue = attributes.TaskQueue,
                Header = attributes.Header,
                Input = attributes.Input,
                ScheduleToCloseTimeout = attributes.ScheduleToCloseTimeout,
                ScheduleToStartTimeout = attributes.ScheduleToStartTimeout,
                StartToCloseTimeout = attributes.StartToCloseTimeout,
                HeartbeatTimeout = attributes.HeartbeatTimeout,
                WorkflowTaskCompletedEventId = turn.CompletedId,
                RetryPolicy = attributes.RetryPolicy,
#pragma warning disable CS0612 // The server repeats what SDKs still send.
                UseWorkflowBuildId = attributes.UseWorkflowBuildId,
#pragma warning restore CS0612
                Priority = attributes.Priority,
            };
        });
        turn.Run.Activities[scheduled.EventId] = new(turn.Run, scheduled.EventId, attributes);
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

    /// <summary>The attributes with what the server fills in: no attempt may last longer than all of them, nothing longer than the run.</summary>
    private static ScheduleActivityTaskCommandAttributes Complete(CommandTurn turn, ScheduleActivityTaskCommandAttributes attributes)
    {
        var complete = attributes.Clone();
        complete.RetryPolicy = Retries.Complete(attributes.RetryPolicy);
        complete.TaskQueue = new() { Name = attributes.TaskQueue?.Name is { Length: > 0 } name ? name : turn.Run.Start.TaskQueue, Kind = TaskQueueKind.Normal };
        var all = Span(attributes.ScheduleToCloseTimeout);
        var limit = all > TimeSpan.Zero ? all : turn.Run.Start.RunTimeout;
        var one = Span(attributes.StartToCloseTimeout);
        complete.ScheduleToCloseTimeout = Duration.FromTimeSpan(limit);
        complete.ScheduleToStartTimeout = Duration.FromTimeSpan(Within(Span(attributes.ScheduleToStartTimeout), limit));
        complete.StartToCloseTimeout = Duration.FromTimeSpan(Within(one, limit));
        complete.HeartbeatTimeout = Duration.FromTimeSpan(Span(attributes.HeartbeatTimeout) is var beat && beat > TimeSpan.Zero && complete.StartToCloseTimeout.ToTimeSpan() is var attempt && attempt > TimeSpan.Zero && beat > attempt ? attempt : beat);
        return complete;
    }

    private static TimeSpan Span(Duration? duration) => duration?.ToTimeSpan() ?? TimeSpan.Zero;

    private static TimeSpan Within(TimeSpan span, TimeSpan limit) =>
        limit == TimeSpan.Zero ? span : span == TimeSpan.Zero || span > limit ? limit : span;
}
