using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Rehearsal;

/// <summary>One run of a workflow: its history and what is pending.</summary>
internal sealed class Run
{
    private readonly EventBuffer buffer = new();
    private Kept<Memo> memo;
    private Kept<SearchAttributes> attributes;

    public Run(Kernel kernel, RunStart start, string runId)
    {
        Kernel = kernel;
        Start = start;
        RunId = runId;
        StartTime = kernel.Clock.Now;
        History = new(kernel.Clock);
        Task = new(this);
        Query = new(this);
        Updates = new(this);
        Memo = start.Memo ?? new();
        Attributes = start.Attributes ?? new();
    }

    public Kernel Kernel { get; }

    /// <summary>Without what only the first event still says (<see cref="ForgetInput"/>).</summary>
    public RunStart Start { get; private set; }

    public string WorkflowId => Start.WorkflowId;

    public string RunId { get; }

    /// <summary>A later one has a greater one.</summary>
    public required long Number { get; init; }

    /// <summary>Of the first run of the chain that continues as new or is retried.</summary>
    public string FirstRunId => Start.FirstRunId ?? RunId;

    public WorkflowExecution Execution => new() { WorkflowId = WorkflowId, RunId = RunId };

    public WorkflowExecutionStatus Status { get; private set; } = WorkflowExecutionStatus.Running;

    public bool IsClosed => Status != WorkflowExecutionStatus.Running;

    public DateTimeOffset StartTime { get; }

    public DateTimeOffset? CloseTime { get; private set; }

    public RunHistory History { get; }

    public WorkflowTask Task { get; }

    public QueryTurn Query { get; }

    public UpdateRegistry Updates { get; }

    public SortedDictionary<long, PendingActivity> Activities { get; } = [];

    public SortedDictionary<string, PendingTimer> Timers { get; } = new(StringComparer.Ordinal);

    /// <summary>By the id of the event that initiated them.</summary>
    public SortedDictionary<long, PendingChild> Children { get; } = [];

    public Memo Memo
    {
        get => memo.Value!;
        set => memo = new(value);
    }

    public SearchAttributes Attributes
    {
        get => attributes.Value!;
        set => attributes = new(value);
    }

    public bool CancelRequested { get; set; }

    /// <summary>The signal requests that have been heard.</summary>
    public HashSet<string> SignalRequests { get; } = new(StringComparer.Ordinal);

    /// <summary>The run that goes on after this one; null when none does.</summary>
    public Run? Successor { get; set; }

    public List<Wait> Waits { get; } = [];

    public List<Due> Deadlines { get; } = [];

    public bool HasBufferedEvents => !buffer.IsEmpty;

    /// <summary>An id that an event needs, besides its own.</summary>
    public string IdOf(HistoryEvent e) => Kernel.Ids.Of($"{RunId} {e.EventId}");

    /// <summary>The first event is written, and keeps what it says: large values are there once.</summary>
    public void ForgetInput() =>
        Start = Start with { Input = null, Header = null, Memo = null, Attributes = null, Metadata = null, LastResult = null, ContinuedFailure = null, IsEager = false };

    /// <summary>Writes an event that comes from elsewhere than the workflow's own commands, and sees that the workflow hears of it.</summary>
    /// <param name="type">What happened.</param>
    /// <param name="fill">Sets the attributes; runs when it is written.</param>
    /// <param name="before">Is written before it.</param>
    /// <param name="key">To take it back before it is written.</param>
    public void Receive(EventType type, Action<HistoryEvent> fill, Action? before = null, string? key = null)
    {
        if (IsClosed)
        {
            return;
        }

        if (Task.IsStarted)
        {
            buffer.Add(type, key, Write);
        }
        else
        {
            Write();
            Task.Need();
        }

        Kernel.Changed(this);

        void Write()
        {
            before?.Invoke();
            History.Append(type, fill);
        }
    }

    public bool TakeBack(string key) => buffer.TakeBack(key);

    /// <summary>Writes what arrived while the task was out; true when there was something.</summary>
    public bool Flush()
    {
        var some = !buffer.IsEmpty;
        buffer.Flush();
        return some;
    }

    /// <summary>What the workflow's last commands have brought about, it does not live to hear.</summary>
    public void Discard() => buffer.Clear();

    /// <summary>Ends the run: the event, then all that follows for children, parent and callers.</summary>
    public void Close(WorkflowExecutionStatus status, EventType type, Action<HistoryEvent> fill)
    {
        Flush();
        var closing = History.Append(type, fill);
        Status = status;
        CloseTime = Kernel.Clock.Now;
        Task.CallOff();
        foreach (var deadline in Deadlines.Concat(Timers.Values.Select(timer => timer.Due)))
        {
            deadline.CallOff();
        }

        foreach (var activity in Activities.Values)
        {
            activity.CallOff();
        }

        Updates.End();
        ForgetPending();
        Kernel.Changed(this);
        Kernel.Then(() => Closing.Follow(this, closing));
    }

    // Most runs of a large rehearsal have ended, and all are kept.
    private void ForgetPending()
    {
        History.Seal();
        Activities.Clear();
        Timers.Clear();
        Deadlines.Clear();
        SignalRequests.Clear();
        SignalRequests.TrimExcess();
    }
}
