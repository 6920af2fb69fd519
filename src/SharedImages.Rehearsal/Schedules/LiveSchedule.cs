using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>A schedule that is there: it starts runs when it is due, hears of their ends, and keeps what became of them.</summary>
internal sealed class LiveSchedule
{
    private const int MaxRecentActions = 10;

    // How long the server keeps one that has nothing left to do.
    private static readonly TimeSpan IdleRetention = TimeSpan.FromDays(7);

    private readonly Kernel kernel;
    private readonly ILogger<LiveSchedule> log;
    private readonly HashSet<string> requests = new(StringComparer.Ordinal);
    private ScheduleTimes times;
    private IReadOnlyList<PlannedStart> buffer = [];
    private DateTimeOffset processed;
    private Due? next;
    private Payloads? lastResult;
    private Failure? lastFailure;

    /// <param name="kernel">Where.</param>
    /// <param name="request">What a client asks for.</param>
    /// <param name="definition">Of the request, complete (<see cref="ScheduleRules"/>).</param>
    public LiveSchedule(Kernel kernel, CreateScheduleRequest request, Schedule definition)
    {
        this.kernel = kernel;
        log = kernel.Options.LoggerFactory.CreateLogger<LiveSchedule>();
        Id = request.ScheduleId;
        CreatedBy = request.RequestId;
        Memo = request.Memo;
        Attributes = request.SearchAttributes;
        Definition = definition;
        times = Times();
        processed = kernel.Clock.Now;
        Info.CreateTime = Timestamp.FromDateTimeOffset(processed);
    }

    public string Id { get; }

    /// <summary>A later one has a greater one.</summary>
    public long Number { get; set; }

    /// <summary>The id of the request that created it.</summary>
    public string CreatedBy { get; }

    public Memo? Memo { get; }

    public SearchAttributes? Attributes { get; private set; }

    public Schedule Definition { get; private set; }

    /// <summary>Without what is only known when it is asked for: the next times and how many starts wait.</summary>
    public ScheduleInfo Info { get; } = new();

    public int Buffered => buffer.Count;

    /// <summary>Another one after each change of what it is; not after each action.</summary>
    public long Version { get; private set; } = 1;

    private ScheduleState State => Definition.State;

    private bool CanAct => !State.Paused && (!State.LimitedActions || State.RemainingActions > 0);

    private DateTimeOffset Updated => Info.UpdateTime?.ToDateTimeOffset() ?? DateTimeOffset.MinValue;

    /// <summary>Its times from now on, at most so many, and no more than its actions that are left.</summary>
    public IEnumerable<DateTimeOffset> Coming(int count) =>
        Coming().Take(State.LimitedActions ? (int)Math.Min(State.RemainingActions, count) : count).Select(time => time.Actual);

    /// <summary>Whether a request to change it is new; if not, its answer was lost.</summary>
    public bool Hears(string requestId) => requestId.Length == 0 || requests.Add(requestId);

    public void Patch(SchedulePatch? patch)
    {
        Passed();
        if (patch?.TriggerImmediately is { } trigger)
        {
            var at = trigger.ScheduledTime?.ToDateTimeOffset() ?? kernel.Clock.Now;
            buffer = [.. buffer, new(new(at, at), trigger.OverlapPolicy, IsManual: true)];
        }

        if (patch?.Pause is { Length: > 0 } paused)
        {
            Pause(true, paused);
        }

        if (patch?.Unpause is { Length: > 0 } resumed)
        {
            Pause(false, resumed);
        }

        Proceed();
    }

    /// <param name="definition">Complete (<see cref="ScheduleRules"/>).</param>
    /// <param name="attributes">Null = they stay.</param>
    public void Update(Schedule definition, SearchAttributes? attributes)
    {
        Passed();
        Definition = definition;
        Attributes = attributes ?? Attributes;
        times = Times();
        Info.UpdateTime = Timestamp.FromDateTimeOffset(kernel.Clock.Now);
        Version++;
        Proceed();
    }

    /// <summary>A run that it started has ended, and nothing goes on after it.</summary>
    public void Hear(Run run, HistoryEvent closing)
    {
        Info.RunningWorkflows.Remove(Info.RunningWorkflows.Single(running => running.RunId == run.FirstRunId));
        if (Info.RecentActions.FirstOrDefault(action => action.StartWorkflowResult.RunId == run.FirstRunId) is { } recent)
        {
            recent.StartWorkflowStatus = run.Status;
        }

        PauseOnFailure(run, closing);
        if (closing.WorkflowExecutionCompletedEventAttributes?.Result is { } result)
        {
            (lastResult, lastFailure) = (result, null);
        }
        else if (closing.WorkflowExecutionFailedEventAttributes?.Failure is { } failure)
        {
            lastFailure = failure;
        }

        Proceed();
    }

    /// <summary>It starts nothing more; what runs goes on.</summary>
    public void End() => next?.CallOff();

    private ScheduleTimes Times() => new(Definition.Spec, $"{kernel.Options.Seed} {Id}");

    // A time that a jitter takes beyond the change of a schedule is still to come.
    private IEnumerable<ScheduledTime> Coming()
    {
        var from = Updated == DateTimeOffset.MinValue ? processed : Later(processed, Updated - times.Jitter - TimeSpan.FromSeconds(1));
        for (var time = times.Next(from); time is not null; time = times.Next(time.Actual))
        {
            if (time.Actual >= Updated)
            {
                yield return time;
            }
        }
    }

    // While it could not act, its times went by; they are not made up for.
    private void Passed() => processed = CanAct ? processed : kernel.Clock.Now;

    private void Pause(bool isPaused, string note)
    {
        State.Paused = isPaused;
        State.Notes = note;
        Version++;
    }

    private void PauseOnFailure(Run run, HistoryEvent closing)
    {
        var note = run.Status switch
        {
            WorkflowExecutionStatus.Failed => $"paused due to workflow failure: {run.WorkflowId}: {closing.WorkflowExecutionFailedEventAttributes.Failure.Message}",
            WorkflowExecutionStatus.TimedOut => $"paused due to workflow timeout: {run.WorkflowId}",
            _ => null,
        };
        if (note is not null && Definition.Policies.PauseOnFailure && !State.Paused)
        {
            Pause(true, note);
        }
    }

    private void Proceed()
    {
        while (StartBuffered())
        {
        }

        Arm();
    }

    // True when one of them could not start, and one that waits may.
    private bool StartBuffered()
    {
        var decided = Overlaps.Decide(buffer, Definition.Policies.OverlapPolicy, Info.RunningWorkflows.Count > 0);
        buffer = decided.Waiting;
        Info.OverlapSkipped += decided.Skipped;
        return decided.Starting.Select(Start).ToList().Contains(false);
    }

    private bool Start(PlannedStart start)
    {
        if (!start.IsManual && !CanAct)
        {
            return false;
        }

        if (!start.IsManual && State.LimitedActions)
        {
            State.RemainingActions--;
            Version++;
        }

        var request = ScheduledStarts.Request(this, start, kernel, start.Overlaps ? (null, null) : (lastResult, lastFailure));
        try
        {
            var execution = new WorkflowExecution { WorkflowId = request.WorkflowId, RunId = Starting.Start(kernel, request).RunId };
            Record(start, execution);
            return true;
        }
        catch (RpcException e)
        {
            // The server says it to nobody but its log, either.
            log.LogError("schedule {Id} could not start {WorkflowId}: {Detail}", Id, request.WorkflowId, e.Status.Detail);
            return false;
        }
    }

    private void Record(PlannedStart start, WorkflowExecution execution)
    {
        kernel.Actions.ScheduleActions += 2;
        Info.ActionCount++;
        Info.RecentActions.Add(new ScheduleActionResult
        {
            ScheduleTime = Timestamp.FromDateTimeOffset(start.Time.Actual),
            ActualTime = Timestamp.FromDateTimeOffset(kernel.Clock.Now),
            StartWorkflowResult = execution,
            StartWorkflowStatus = WorkflowExecutionStatus.Running,
        });
        if (Info.RecentActions.Count > MaxRecentActions)
        {
            Info.RecentActions.RemoveAt(0);
        }

        // Of those that may overlap, the server does not look after the end.
        if (!start.Overlaps)
        {
            Info.RunningWorkflows.Add(execution);
            kernel.Schedules.Watch(execution.RunId, this);
        }
    }

    private void Arm()
    {
        next?.CallOff();
        if (CanAct && Coming().FirstOrDefault() is { } time)
        {
            next = kernel.Clock.Along(time.Actual, () =>
            {
                processed = time.Actual;
                buffer = [.. buffer, new(time, ScheduleOverlapPolicy.Unspecified, IsManual: false)];
                Proceed();
            });
        }
        else if (!State.Paused)
        {
            next = kernel.Clock.Along(LastEvent() + IdleRetention, () => kernel.Schedules.End(this));
        }
    }

    private DateTimeOffset LastEvent() =>
        Later(Later(Info.RecentActions.LastOrDefault()?.ActualTime.ToDateTimeOffset() ?? DateTimeOffset.MinValue, Info.CreateTime.ToDateTimeOffset()), Updated);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
