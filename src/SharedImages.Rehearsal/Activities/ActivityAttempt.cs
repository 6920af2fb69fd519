using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>One attempt of an activity: it waits for a worker, then it is with one, until something ends it.</summary>
internal sealed class ActivityAttempt
{
    private readonly PendingActivity activity;
    private readonly List<Due> deadlines = [];
    private readonly ReadyTask ready;
    private HandedOut? handedOut;
    private Due? heartbeatDue;

    public ActivityAttempt(PendingActivity activity)
    {
        this.activity = activity;
        ScheduledAt = Clock.Now;
        ready = new(Run.Kernel.Ids.Order($"{Run.RunId} {activity.ScheduledId} {activity.Attempt}"), Take);
        Queues.Add(new(activity.Attributes.TaskQueue.Name, true), ready);
        TimeOutAfter(activity.Attributes.ScheduleToStartTimeout, TimeoutType.ScheduleToStart);
    }

    public DateTimeOffset ScheduledAt { get; }

    /// <summary>Null while no worker has it.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    private Run Run => activity.Run;

    private VirtualClock Clock => Run.Kernel.Clock;

    private TaskQueues Queues => Run.Kernel.Queues;

    /// <summary>Nothing is heard of its worker any more; it ends by its timeouts.</summary>
    public void Disown()
    {
        Queues.Return(handedOut);
        handedOut = null;
    }

    public void CallOff()
    {
        ready.CallOff();
        CallOffDeadlines();
        Disown();
    }

    /// <summary>Counts the silence of its worker from now.</summary>
    public void ArmHeartbeat()
    {
        heartbeatDue?.CallOff();
        var attributes = activity.Attributes;
        if (PendingActivity.Span(attributes.HeartbeatTimeout) is { } silence)
        {
            heartbeatDue = Clock.After(silence, () => activity.TimeOut(TimeoutType.Heartbeat));
        }

        var now = Clock.Now;
        handedOut?.Expect(now, PendingActivity.Span(attributes.HeartbeatTimeout), StartedAt + PendingActivity.Span(attributes.StartToCloseTimeout) - now, activity.Expiration - now);
    }

    private PollActivityTaskQueueResponse Take(Poller poller)
    {
        CallOffDeadlines();
        handedOut = Queues.Register(poller, activity, Run);
        StartedAt = Clock.Now;
        Run.Kernel.Actions.ActivityAttempts++;
        activity.Began(poller.Identity);
        TimeOutAfter(activity.Attributes.StartToCloseTimeout, TimeoutType.StartToClose);
        ArmHeartbeat();
        return Task(handedOut.Token, StartedAt.Value);
    }

    private PollActivityTaskQueueResponse Task(string token, DateTimeOffset startedAt)
    {
        var attributes = activity.Attributes;
        return new()
        {
            TaskToken = ByteString.CopyFromUtf8(token),
            WorkflowNamespace = Run.Kernel.Options.Namespace,
            WorkflowType = new() { Name = Run.Start.Type },
            WorkflowExecution = Run.Execution,
            ActivityType = attributes.ActivityType,
            ActivityId = attributes.ActivityId,
            Header = attributes.Header,
            Input = attributes.Input,
            HeartbeatDetails = activity.Heartbeat,
            ScheduledTime = Timestamp.FromDateTimeOffset(activity.FirstScheduledAt),
            CurrentAttemptScheduledTime = Timestamp.FromDateTimeOffset(ScheduledAt),
            StartedTime = Timestamp.FromDateTimeOffset(startedAt),
            Attempt = activity.Attempt,
            ScheduleToCloseTimeout = attributes.ScheduleToCloseTimeout,
            StartToCloseTimeout = attributes.StartToCloseTimeout,
            HeartbeatTimeout = attributes.HeartbeatTimeout,
            RetryPolicy = attributes.RetryPolicy,
            Priority = attributes.Priority,
        };
    }

    private void TimeOutAfter(Duration? timeout, TimeoutType type)
    {
        if (PendingActivity.Span(timeout) is { } span)
        {
            deadlines.Add(Clock.After(span, () => activity.TimeOut(type)));
        }
    }

    private void CallOffDeadlines()
    {
        deadlines.ForEach(due => due.CallOff());
        deadlines.Clear();
        heartbeatDue?.CallOff();
    }
}
