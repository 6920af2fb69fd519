using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>
/// An activity between its scheduling and its outcome. Attempts leave no events: that one has started is written together with the outcome.
/// </summary>
internal sealed class PendingActivity
{
    private readonly Run run;
    private readonly Kept<ScheduleActivityTaskCommandAttributes> wish;
    private readonly List<Due> deadlines = [];
    private readonly DateTimeOffset firstScheduledAt;
    private readonly DateTimeOffset? expiration;
    private readonly Due? lifelong;
    private ReadyTask? ready;
    private HandedOut? handedOut;
    private Due? heartbeatDue;
    private Due? backoff;
    private Kept<Payloads> heartbeat;
    private Kept<Failure> lastFailure;
    private string worker = "";

    public PendingActivity(Run run, long scheduledId, ScheduleActivityTaskCommandAttributes wish)
    {
        this.run = run;
        this.wish = new(wish);
        ScheduledId = scheduledId;
        Id = wish.ActivityId;
        Type = wish.ActivityType.Name;
        firstScheduledAt = run.Kernel.Clock.Now;
        expiration = Span(wish.ScheduleToCloseTimeout) is { } all ? firstScheduledAt + all : null;
        Schedule();
        if (expiration is { } end)
        {
            lifelong = run.Kernel.Clock.At(end, () => TimeOut(TimeoutType.ScheduleToClose));
        }
    }

    public long ScheduledId { get; }

    public string Id { get; }

    public string Type { get; }

    public int Attempt { get; private set; } = 1;

    public bool IsStarted => handedOut is not null;

    public bool CancelRequested { get; private set; }

    public Payloads? Heartbeat
    {
        get => heartbeat.Value;
        private set => heartbeat = new(value);
    }

    public DateTimeOffset? HeartbeatAt { get; private set; }

    public Failure? LastFailure
    {
        get => lastFailure.Value;
        private set => lastFailure = new(value);
    }

    public DateTimeOffset ScheduledAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? NextAttemptAt => backoff?.When;

    /// <summary>How long the present attempt was, or is, waited for; null for the first.</summary>
    public TimeSpan? RetryInterval { get; private set; }

    public RetryPolicy Policy => Wish.RetryPolicy;

    public DateTimeOffset? Expiration => expiration;

    public Run Run => run;

    public string Worker => worker;

    private ScheduleActivityTaskCommandAttributes Wish => wish.Value!;

    /// <summary>The workflow wants it cancelled: at once when no worker has it, else its worker is told with the next heartbeat.</summary>
    public void RequestCancel()
    {
        CancelRequested = true;
        if (!IsStarted)
        {
            End(EventType.ActivityTaskCanceled, isStarted: false, (e, _) => e.ActivityTaskCanceledEventAttributes = new()
            {
                ScheduledEventId = ScheduledId,
                LatestCancelRequestedEventId = run.History.NextId - 1,
                Details = new() { Payloads_ = { ServerPayload.Of("ACTIVITY_ID_NOT_STARTED") } },
            });
        }
    }

    /// <summary>The worker is still at it. True when it is to stop.</summary>
    public bool Beat(Payloads? details)
    {
        Heartbeat = details;
        HeartbeatAt = run.Kernel.Clock.Now;
        ArmHeartbeat();
        run.Kernel.Changed(run);
        return CancelRequested;
    }

    public void Complete(Payloads? result) => End(EventType.ActivityTaskCompleted, isStarted: true, (e, startedId) => e.ActivityTaskCompletedEventAttributes = new()
    {
        ScheduledEventId = ScheduledId,
        StartedEventId = startedId,
        Result = result,
        Identity = run.Kernel.Ids.Worker(worker),
    });

    public void Cancel(Payloads? details) => End(EventType.ActivityTaskCanceled, isStarted: true, (e, startedId) => e.ActivityTaskCanceledEventAttributes = new()
    {
        ScheduledEventId = ScheduledId,
        StartedEventId = startedId,
        Details = details,
        Identity = run.Kernel.Ids.Worker(worker),
    });

    public void Fail(Failure failure, Payloads? lastHeartbeat)
    {
        Heartbeat = lastHeartbeat ?? Heartbeat;
        if (TryAgain(failure) is { } state)
        {
            End(EventType.ActivityTaskFailed, isStarted: true, (e, startedId) => e.ActivityTaskFailedEventAttributes = new()
            {
                ScheduledEventId = ScheduledId,
                StartedEventId = startedId,
                Failure = failure,
                RetryState = state,
                Identity = run.Kernel.Ids.Worker(worker),
            });
        }
    }

    public void CallOff()
    {
        ready?.CallOff();
        backoff?.CallOff();
        lifelong?.CallOff();
        EndAttempt();
    }

    private static TimeSpan? Span(Duration? duration) => duration?.ToTimeSpan() is { } span && span > TimeSpan.Zero ? span : null;

    private void Schedule()
    {
        backoff = null;
        ScheduledAt = run.Kernel.Clock.Now;
        ready = new(Take);
        var wished = Wish;
        run.Kernel.Queues.Add(new(wished.TaskQueue.Name, true), ready);
        if (Span(wished.ScheduleToStartTimeout) is { } toStart)
        {
            deadlines.Add(run.Kernel.Clock.After(toStart, () => TimeOut(TimeoutType.ScheduleToStart)));
        }
    }

    private PollActivityTaskQueueResponse Take(Poller poller)
    {
        EndAttempt();
        ready = null;
        handedOut = run.Kernel.Queues.Register(poller, this, run);
        worker = poller.Identity;
        StartedAt = run.Kernel.Clock.Now;
        HeartbeatAt = null;
        var wished = Wish;
        if (Span(wished.StartToCloseTimeout) is { } toClose)
        {
            deadlines.Add(run.Kernel.Clock.After(toClose, () => TimeOut(TimeoutType.StartToClose)));
        }

        ArmHeartbeat();
        return new()
        {
            TaskToken = ByteString.CopyFromUtf8(handedOut.Token),
            WorkflowNamespace = run.Kernel.Options.Namespace,
            WorkflowType = new() { Name = run.Start.Type },
            WorkflowExecution = run.Execution,
            ActivityType = wished.ActivityType,
            ActivityId = wished.ActivityId,
            Header = wished.Header,
            Input = wished.Input,
            HeartbeatDetails = Heartbeat,
            ScheduledTime = Timestamp.FromDateTimeOffset(firstScheduledAt),
            CurrentAttemptScheduledTime = Timestamp.FromDateTimeOffset(ScheduledAt),
            StartedTime = Timestamp.FromDateTimeOffset(StartedAt.Value),
            Attempt = Attempt,
            ScheduleToCloseTimeout = wished.ScheduleToCloseTimeout,
            StartToCloseTimeout = wished.StartToCloseTimeout,
            HeartbeatTimeout = wished.HeartbeatTimeout,
            RetryPolicy = wished.RetryPolicy,
            Priority = wished.Priority,
        };
    }

    private void ArmHeartbeat()
    {
        heartbeatDue?.CallOff();
        var wished = Wish;
        if (Span(wished.HeartbeatTimeout) is { } silence)
        {
            heartbeatDue = run.Kernel.Clock.After(silence, () => TimeOut(TimeoutType.Heartbeat));
        }

        var now = run.Kernel.Clock.Now;
        handedOut?.Expect(now, Span(wished.HeartbeatTimeout), StartedAt + Span(wished.StartToCloseTimeout) - now, expiration - now);
    }

    private void TimeOut(TimeoutType type)
    {
        var wasStarted = IsStarted;
        var failure = Timeout(type);
        if (type is TimeoutType.ScheduleToClose or TimeoutType.ScheduleToStart)
        {
            failure.Cause = LastFailure;
        }

        // These two are over all attempts.
        RetryState? ended = type is TimeoutType.ScheduleToClose or TimeoutType.ScheduleToStart ? RetryState.Timeout : TryAgain(failure);
        if (ended is not { } state)
        {
            return;
        }

        // Nothing is tried again after its whole time: then that is what has run out.
        if (wasStarted && state == RetryState.Timeout)
        {
            failure = Timeout(TimeoutType.ScheduleToClose);
            failure.Message = "Not enough time to schedule next retry before activity ScheduleToClose timeout, giving up retrying";
            failure.Cause = LastFailure;
        }

        failure.TimeoutFailureInfo.LastHeartbeatDetails = Heartbeat;
        End(EventType.ActivityTaskTimedOut, wasStarted, (e, startedId) => e.ActivityTaskTimedOutEventAttributes = new()
        {
            ScheduledEventId = ScheduledId,
            StartedEventId = startedId,
            Failure = failure,
            RetryState = state,
        });
    }

    private static Failure Timeout(TimeoutType type) => new()
    {
        Message = $"activity {type} timeout",
        Source = "Server",
        TimeoutFailureInfo = new() { TimeoutType = type },
    };

    /// <summary>Begins the wait for the next attempt, or says why there is none.</summary>
    private RetryState? TryAgain(Failure failure)
    {
        if (CancelRequested)
        {
            return RetryState.CancelRequested;
        }

        var (delay, state) = Retries.Next(Policy, Attempt, failure, run.Kernel.Clock.Now, expiration);
        if (delay is null)
        {
            return state;
        }

        EndAttempt();
        ready?.CallOff();
        LastFailure = failure;
        Attempt++;
        RetryInterval = delay;
        backoff = run.Kernel.Clock.After(delay.Value, Schedule);
        run.Kernel.Changed(run);
        return null;
    }

    private void EndAttempt()
    {
        foreach (var due in deadlines)
        {
            due.CallOff();
        }

        deadlines.Clear();
        heartbeatDue?.CallOff();
        run.Kernel.Queues.Return(handedOut);
        handedOut = null;
    }

    private void End(EventType type, bool isStarted, Action<HistoryEvent, long> fill)
    {
        CallOff();
        run.Activities.Remove(ScheduledId);
        long startedId = 0;
        run.Receive(
            type,
            e => fill(e, startedId),
            before: isStarted ? () => startedId = run.History.Append(EventType.ActivityTaskStarted, FillStarted).EventId : null);
    }

    private void FillStarted(HistoryEvent e) => e.ActivityTaskStartedEventAttributes = new()
    {
        ScheduledEventId = ScheduledId,
        Identity = run.Kernel.Ids.Worker(worker),
        RequestId = run.Kernel.Ids.New(),
        Attempt = Attempt,
        LastFailure = LastFailure,
    };
}
