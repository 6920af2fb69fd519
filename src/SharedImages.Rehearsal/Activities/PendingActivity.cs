using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Rehearsal;

/// <summary>
/// An activity between its scheduling and its outcome. Attempts leave no events: that one has started is written together with the outcome.
/// </summary>
internal sealed class PendingActivity
{
    private readonly Run run;
    private readonly Kept<ScheduleActivityTaskCommandAttributes> attributes;
    private readonly Due? lifelong;
    private ActivityAttempt? current;
    private Due? backoff;
    private Kept<Payloads> heartbeat;
    private Kept<Failure> lastFailure;
    private bool forgetsHeartbeat;

    public PendingActivity(Run run, long scheduledId, ScheduleActivityTaskCommandAttributes attributes)
    {
        this.run = run;
        this.attributes = new(attributes);
        ScheduledId = scheduledId;
        Id = attributes.ActivityId;
        Type = attributes.ActivityType.Name;
        FirstScheduledAt = run.Kernel.Clock.Now;
        Expiration = FirstScheduledAt + Span(attributes.ScheduleToCloseTimeout);
        Schedule();
        if (Expiration is { } end)
        {
            lifelong = run.Kernel.Clock.At(end, () => TimeOut(TimeoutType.ScheduleToClose));
        }
    }

    public long ScheduledId { get; }

    public string Id { get; }

    public string Type { get; }

    public int Attempt { get; private set; } = 1;

    public bool IsStarted => StartedAt is not null;

    public bool CancelRequested { get; private set; }

    /// <summary>Whether it was reset while the present attempt runs; its worker is told with the next heartbeat.</summary>
    public bool IsReset { get; private set; }

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

    public DateTimeOffset FirstScheduledAt { get; }

    /// <summary>Of the present attempt, or the next.</summary>
    public DateTimeOffset ScheduledAt => current?.ScheduledAt ?? backoff!.When;

    /// <summary>Null while no worker has it.</summary>
    public DateTimeOffset? StartedAt => current?.StartedAt;

    public DateTimeOffset? NextAttemptAt => backoff?.When;

    /// <summary>How long the present attempt was, or is, waited for; null for the first.</summary>
    public TimeSpan? RetryInterval { get; private set; }

    public RetryPolicy Policy => Attributes.RetryPolicy;

    /// <summary>Null = never.</summary>
    public DateTimeOffset? Expiration { get; }

    public Run Run => run;

    /// <summary>The last that had it.</summary>
    public string Worker { get; private set; } = "";

    public ScheduleActivityTaskCommandAttributes Attributes => attributes.Value!;

    /// <summary>The workflow wants it canceled: at once when no worker has it, else its worker is told with the next heartbeat.</summary>
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

    /// <summary>
    /// Somebody wants it to begin anew: attempts count from one, and an attempt that is waited for is due at once. One that runs goes on; but
    /// the server knows its worker by the attempt's number, so a later one than the first is heard no more and ends by its timeouts.
    /// </summary>
    /// <param name="forgetHeartbeat">Whether the next attempt finds no details of heartbeats.</param>
    public void Reset(bool forgetHeartbeat)
    {
        forgetsHeartbeat = forgetHeartbeat;
        if (!IsStarted)
        {
            current?.CallOff();
            backoff?.CallOff();
            LastFailure = null;
            RetryInterval = null;
            ForgetHeartbeat();
            Schedule();
        }
        else
        {
            IsReset = true;
            if (Attempt > 1)
            {
                current!.Disown();
            }
        }

        Attempt = 1;
        run.Kernel.Changed(run);
    }

    /// <summary>A worker has taken the present attempt.</summary>
    public void Began(string worker) => Worker = worker;

    /// <summary>The worker is still at it.</summary>
    public void Beat(Payloads? details)
    {
        run.Kernel.Actions.Heartbeats++;
        Heartbeat = details;
        HeartbeatAt = run.Kernel.Clock.Now;
        current!.ArmHeartbeat();
        run.Kernel.Changed(run);
    }

    /// <summary>
    /// It has waited for time and goes on: a sign of life. How many heartbeats the SDK holds back meanwhile, by the wall's clock, cannot be known.
    /// </summary>
    public void Moves() => current!.ArmHeartbeat();

    public void Complete(Payloads? result) => End(EventType.ActivityTaskCompleted, isStarted: true, (e, startedId) => e.ActivityTaskCompletedEventAttributes = new()
    {
        ScheduledEventId = ScheduledId,
        StartedEventId = startedId,
        Result = result,
        Identity = run.Kernel.Ids.Worker(Worker),
    });

    public void Cancel(Payloads? details) => End(EventType.ActivityTaskCanceled, isStarted: true, (e, startedId) => e.ActivityTaskCanceledEventAttributes = new()
    {
        ScheduledEventId = ScheduledId,
        StartedEventId = startedId,
        Details = details,
        Identity = run.Kernel.Ids.Worker(Worker),
    });

    public void Fail(Failure failure, Payloads? lastHeartbeat)
    {
        if (Refusals.NotModelledIn(failure) is { } refusal)
        {
            HopelessRuns.EndRefused(run, $"{refusal} Activity {Type} asked for it.");
            return;
        }

        Heartbeat = lastHeartbeat ?? Heartbeat;
        if (TryAgain(failure) is { } state)
        {
            End(EventType.ActivityTaskFailed, isStarted: true, (e, startedId) => e.ActivityTaskFailedEventAttributes = new()
            {
                ScheduledEventId = ScheduledId,
                StartedEventId = startedId,
                Failure = failure,
                RetryState = state,
                Identity = run.Kernel.Ids.Worker(Worker),
            });
        }
    }

    public void CallOff()
    {
        current?.CallOff();
        backoff?.CallOff();
        lifelong?.CallOff();
    }

    /// <summary>Null when there is no limit.</summary>
    public static TimeSpan? Span(Duration? duration) => duration?.ToTimeSpan() is { } span && span > TimeSpan.Zero ? span : null;

    /// <summary>Time is up: for an attempt, or for all of them.</summary>
    public void TimeOut(TimeoutType type)
    {
        var wasStarted = IsStarted;
        var isOfAll = type is TimeoutType.ScheduleToClose or TimeoutType.ScheduleToStart;
        var failure = TimeoutFailures.Of(type, isOfAll ? LastFailure : null);
        RetryState? ended = isOfAll ? RetryState.Timeout : TryAgain(failure);
        if (ended is not { } state)
        {
            return;
        }

        // Nothing is tried again after its whole time: then that is what has run out.
        if (wasStarted && state == RetryState.Timeout)
        {
            failure = TimeoutFailures.OfTheLast(LastFailure);
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

    private void Schedule()
    {
        backoff = null;
        current = new(this);
    }

    private void ForgetHeartbeat()
    {
        if (forgetsHeartbeat)
        {
            (Heartbeat, HeartbeatAt, forgetsHeartbeat) = (null, null, false);
        }
    }

    /// <summary>Begins the wait for the next attempt, or says why there is none.</summary>
    private RetryState? TryAgain(Failure failure)
    {
        if (CancelRequested)
        {
            return RetryState.CancelRequested;
        }

        var (delay, state) = Retries.Next(Policy, Attempt, failure, run.Kernel.Clock.Now, Expiration);
        if (delay is null)
        {
            return state;
        }

        current!.CallOff();
        current = null;
        IsReset = false;
        ForgetHeartbeat();
        LastFailure = failure;
        Attempt++;
        RetryInterval = delay;
        backoff = run.Kernel.Clock.After(delay.Value, Schedule);
        run.Kernel.Changed(run);
        return null;
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
        Identity = run.Kernel.Ids.Worker(Worker),
        RequestId = run.IdOf(e),
        Attempt = Attempt,
        LastFailure = LastFailure,
    };
}
