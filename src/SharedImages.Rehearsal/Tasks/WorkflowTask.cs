using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>
/// A run's workflow task: none, waiting for its first delay, ready, or with a worker. There is one at a time; what arrives meanwhile makes
/// the next one. Its first attempt is written into the history; attempts after a failure are only shown to the worker until one succeeds.
/// </summary>
internal sealed class WorkflowTask(Run run)
{
    // The SDK's core answers the first failure only and lets the others run into their timeout, ten seconds each on the wall.
    private const int MaxFailuresInARow = 3;

    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(10);

    private WorkflowTaskState state;
    private ReadyTask? ready;
    private HandedOut? handedOut;
    private Due? deadline;
    private long scheduledId;
    private long startedId;
    private DateTimeOffset startedAt;
    private bool isOnSticky;
    private QueueKey queue;
    private int failures;
    private string? firstFailure;

    public bool IsStarted => state == WorkflowTaskState.Started;

    /// <summary>Whether nothing is to be told to the workflow: a query sees what it will see.</summary>
    public bool IsIdle => state == WorkflowTaskState.None;

    /// <summary>Whether there ever was one: before, nobody can say what the workflow holds.</summary>
    public bool HasBeen => scheduledId > 0;

    public bool IsPending => state is WorkflowTaskState.Ready or WorkflowTaskState.Started;

    /// <summary>Whether only time brings it to a worker: it is meant for one that has died, or is put off after failures.</summary>
    public bool IsOrphan => state switch
    {
        WorkflowTaskState.Ready => isOnSticky && !run.Kernel.Queues.HasWorker(queue),
        WorkflowTaskState.Started => !run.Kernel.Queues.IsWithWorker(handedOut!),
        WorkflowTaskState.Delayed => HasBeen,
        _ => false,
    };

    public int Attempt { get; private set; } = 1;

    public Sticky? Sticky { get; private set; }

    /// <summary>The started event of the last task that was answered: what a cached workflow has seen.</summary>
    public long LastStartedId { get; private set; }

    public TimeSpan Timeout => run.Start.TaskTimeout > TimeSpan.Zero ? run.Start.TaskTimeout : UsualTimeout;

    public DateTimeOffset ScheduledAt { get; private set; }

    public DateTimeOffset? StartedAt => IsStarted ? startedAt : null;

    /// <summary>There is something new for the workflow.</summary>
    public void Need()
    {
        if (!run.IsClosed && !run.Query.Postpones() && state == WorkflowTaskState.None)
        {
            Schedule();
        }
    }

    /// <summary>Nothing is told before the delay is over.</summary>
    public void NeedAfter(TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Need();
            return;
        }

        state = WorkflowTaskState.Delayed;
        run.Deadlines.Add(run.Kernel.Clock.After(delay, () =>
        {
            if (state == WorkflowTaskState.Delayed)
            {
                state = WorkflowTaskState.None;
                Need();
            }
        }));
    }

    public void CallOff()
    {
        state = WorkflowTaskState.None;
        Release();
    }

    /// <summary>The worker has answered. The task is over when its commands are (<see cref="End"/>): what they bring about is buffered till then.</summary>
    public HistoryEvent Complete(RespondWorkflowTaskCompletedRequest answer)
    {
        if (Attempt > 1)
        {
            scheduledId = run.History.Append(EventType.WorkflowTaskScheduled, FillScheduled).EventId;
            startedId = run.History.Append(EventType.WorkflowTaskStarted, e => FillStarted(e, "")).EventId;
        }

        var completed = run.History.Append(EventType.WorkflowTaskCompleted, e => e.WorkflowTaskCompletedEventAttributes = new()
        {
            ScheduledEventId = scheduledId,
            StartedEventId = startedId,
            Identity = run.Kernel.Ids.Worker(answer.Identity),
            SdkMetadata = answer.SdkMetadata,
            MeteringMetadata = answer.MeteringMetadata,
        });
        LastStartedId = startedId;
        Attempt = 1;
        failures = 0;
        firstFailure = null;
        Sticky = answer.StickyAttributes is { WorkerTaskQueue.Name.Length: > 0 } sticky
            ? new(sticky.WorkerTaskQueue.Name, sticky.ScheduleToStartTimeout?.ToTimeSpan() ?? UsualTimeout)
            : null;
        return completed;
    }

    /// <summary>The worker, or the check of its commands, says that the workflow cannot go on; it is tried again.</summary>
    public void Fail(WorkflowTaskFailedCause cause, Failure? failure, string identity)
    {
        if (Attempt == 1)
        {
            run.History.Append(EventType.WorkflowTaskFailed, e => e.WorkflowTaskFailedEventAttributes = new()
            {
                ScheduledEventId = scheduledId,
                StartedEventId = startedId,
                Cause = cause,
                Failure = failure,
                Identity = run.Kernel.Ids.Worker(identity),
            });
        }

        if (cause == WorkflowTaskFailedCause.UnhandledCommand)
        {
            Again();
            return;
        }

        firstFailure ??= failure?.Message ?? cause.ToString();
        AgainAfterFailure(isOfWorker: true);
    }

    /// <summary>The task that waits for a poller, without one; null when none waits.</summary>
    public PollWorkflowTaskQueueResponse? TakeEagerly(Poller caller)
    {
        if (state != WorkflowTaskState.Ready)
        {
            return null;
        }

        ready!.CallOff();
        return Take(caller);
    }

    public void ForgetSticky() => Sticky = null;

    public void End()
    {
        state = WorkflowTaskState.None;
        Release();
        run.Kernel.Changed(run);
    }

    public override string ToString() => $"workflow task {state}, attempt {Attempt}";

    private void Schedule()
    {
        state = WorkflowTaskState.Ready;
        ScheduledAt = run.Kernel.Clock.Now;
        isOnSticky = Sticky is not null;
        if (Attempt == 1)
        {
            scheduledId = run.History.Append(EventType.WorkflowTaskScheduled, FillScheduled).EventId;
        }

        ready = new(run.Kernel.Ids.Order($"{run.RunId} {run.History.NextId} {Attempt}"), Take);
        queue = new(isOnSticky ? Sticky!.Queue : run.Start.TaskQueue, false);
        run.Kernel.Queues.Add(queue, ready);
        if (isOnSticky)
        {
            deadline = run.Kernel.Clock.After(Sticky!.Patience, () => TimeOut(TimeoutType.ScheduleToStart));
        }
    }

    private PollWorkflowTaskQueueResponse? Take(Poller poller)
    {
        deadline?.CallOff();
        if (run.Kernel.Queues.IsRunaway(run))
        {
            HopelessRuns.EndRunaway(run);
            return null;
        }

        state = WorkflowTaskState.Started;
        startedAt = run.Kernel.Clock.Now;
        handedOut = run.Kernel.Queues.Register(poller, this, run);
        deadline = run.Kernel.Clock.After(Timeout, () => TimeOut(TimeoutType.StartToClose));
        handedOut.Expect(startedAt, Timeout);
        var shown = Shown(poller.Identity);
        return new()
        {
            TaskToken = ByteString.CopyFromUtf8(handedOut.Token),
            WorkflowExecution = run.Execution,
            WorkflowType = new() { Name = run.Start.Type },
            PreviousStartedEventId = LastStartedId,
            StartedEventId = startedId,
            Attempt = Attempt,
            WorkflowExecutionTaskQueue = new() { Name = run.Start.TaskQueue, Kind = TaskQueueKind.Normal },
            ScheduledTime = Timestamp.FromDateTimeOffset(ScheduledAt),
            StartedTime = Timestamp.FromDateTimeOffset(startedAt),
            History = new() { Events = { shown } },
            Messages = { run.Updates.Requests(startedId) },
        };
    }

    public Run Run => run;

    // A cached workflow is shown what is new to it, any other the whole history.
    private IEnumerable<HistoryEvent> Shown(string identity)
    {
        var history = run.History;
        var seen = isOnSticky ? (int)LastStartedId : 0;
        if (Attempt == 1)
        {
            startedId = history.Append(EventType.WorkflowTaskStarted, e => FillStarted(e, identity)).EventId;
            return history.After(seen);
        }

        scheduledId = history.NextId;
        startedId = scheduledId + 1;
        return [.. history.After(seen), history.New(scheduledId, EventType.WorkflowTaskScheduled, FillScheduled), history.New(startedId, EventType.WorkflowTaskStarted, e => FillStarted(e, identity))];
    }

    private void TimeOut(TimeoutType type)
    {
        if (Attempt == 1)
        {
            run.History.Append(EventType.WorkflowTaskTimedOut, e => e.WorkflowTaskTimedOutEventAttributes = new()
            {
                ScheduledEventId = scheduledId,
                StartedEventId = type == TimeoutType.StartToClose ? startedId : 0,
                TimeoutType = type,
            });
        }

        if (type == TimeoutType.ScheduleToStart)
        {
            Again();
            return;
        }

        // A worker that has died says nothing of the workflow.
        AgainAfterFailure(isOfWorker: handedOut is not null && run.Kernel.Queues.IsWithWorker(handedOut));
    }

    private void AgainAfterFailure(bool isOfWorker)
    {
        Attempt++;
        failures += isOfWorker ? 1 : 0;
        if (failures >= MaxFailuresInARow)
        {
            End();
            HopelessRuns.EndFailing(run, failures, firstFailure ?? "it has timed out");
            return;
        }

        Again();
    }

    private void Again()
    {
        Sticky = null;
        run.Updates.SendAgain();
        End();
        run.Flush();
        NeedAfter(Attempt <= 2 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(600, 5 * Math.Pow(2, Attempt - 3))));
        run.Kernel.Changed(run);
    }

    private void Release()
    {
        deadline?.CallOff();
        ready?.CallOff();
        run.Kernel.Queues.Return(handedOut);
        (deadline, ready, handedOut) = (null, null, null);
    }

    private void FillScheduled(HistoryEvent e) => WorkflowTaskEvents.FillScheduled(e, run, isOnSticky ? Sticky?.Queue ?? run.Start.TaskQueue : null);

    private void FillStarted(HistoryEvent e, string identity) => WorkflowTaskEvents.FillStarted(e, run, scheduledId, identity);
}
