using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>All runs, by workflow id, the latest last.</summary>
internal sealed class RunTable(Kernel kernel)
{
    /// <summary>What the server says of a run that has ended.</summary>
    public const string AlreadyCompleted = "workflow execution already completed";

    private readonly Dictionary<string, List<Run>> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Run> byRunId = new(StringComparer.Ordinal);

    private long last;

    public IEnumerable<Run> All => byRunId.Values;

    public Run? Latest(string workflowId) => byId.TryGetValue(workflowId, out var runs) ? runs[^1] : null;

    public Run? ByRunId(string runId) => byRunId.GetValueOrDefault(runId);

    /// <summary>The run that is meant: by run id if there is one, else the latest.</summary>
    public Run Find(WorkflowExecution execution) =>
        (execution.RunId.Length == 0 ? Latest(execution.WorkflowId) : ByRunId(execution.RunId) is { } run && run.WorkflowId == execution.WorkflowId ? run : null)
        ?? throw Refusals.NotFound(execution.RunId.Length == 0
            ? $"workflow not found for ID: {execution.WorkflowId}"
            : $"Workflow executionsRow not found.  WorkflowId: {execution.WorkflowId}, RunId: {execution.RunId}");

    public Run FindOpen(WorkflowExecution execution, string firstRunId = "")
    {
        var run = FindOfChain(execution, firstRunId);
        return run.IsClosed ? throw Refusals.NotFound(AlreadyCompleted) : run;
    }

    /// <summary>The run that is meant, open or not, if its chain began with this run; any chain will do when that is empty.</summary>
    public Run FindOfChain(WorkflowExecution execution, string firstRunId)
    {
        var run = Find(execution);
        return firstRunId.Length == 0 || run.FirstRunId == firstRunId ? run : throw Refusals.NotFound(AlreadyCompleted);
    }

    /// <summary>Begins a run; whether it may begin has been decided.</summary>
    public Run Begin(RunStart start, Run? before = null)
    {
        kernel.Attributes.Check(start.Attributes);
        if (!byId.TryGetValue(start.WorkflowId, out var runs))
        {
            byId[start.WorkflowId] = runs = [];
        }

        var run = new Run(kernel, start, kernel.Ids.Of($"{start.WorkflowId} {kernel.Clock.Now.Ticks} {runs.Count}")) { Number = ++last };
        runs.Add(run);
        byRunId[run.RunId] = run;
        if (before is not null)
        {
            before.Successor = run;
        }

        WriteStart(run);
        run.ForgetInput();
        Arm(run);
        run.Task.NeedAfter(start.Backoff);

        kernel.Changed(run);
        return run;
    }

    /// <summary>A run that has ended is kept for as long as the namespace keeps it.</summary>
    public void Retain(Run run)
    {
        if (kernel.Options.Retention is { } retention)
        {
            kernel.Clock.Along(kernel.Clock.Now + retention, () => Forget(run));
        }
    }

    private void Forget(Run run)
    {
        byRunId.Remove(run.RunId);
        byId[run.WorkflowId].Remove(run);
        if (byId[run.WorkflowId].Count == 0)
        {
            byId.Remove(run.WorkflowId);
        }
    }

    private static void WriteStart(Run run)
    {
        var start = run.Start;
        run.History.Append(EventType.WorkflowExecutionStarted, e =>
        {
            e.UserMetadata = start.Metadata;
            e.WorkflowExecutionStartedEventAttributes = new()
            {
                WorkflowType = new() { Name = start.Type },
                TaskQueue = new() { Name = start.TaskQueue, Kind = TaskQueueKind.Normal },
                Input = start.Input,
                Header = start.Header,
                WorkflowExecutionTimeout = Duration.FromTimeSpan(start.ExecutionTimeout),
                WorkflowRunTimeout = Duration.FromTimeSpan(start.RunTimeout),
                WorkflowTaskTimeout = Duration.FromTimeSpan(run.Task.Timeout),
                OriginalExecutionRunId = run.RunId,
                FirstExecutionRunId = run.FirstRunId,
                ContinuedExecutionRunId = start.ContinuedRunId ?? "",
                Initiator = start.Initiator,
                ContinuedFailure = start.ContinuedFailure,
                LastCompletionResult = start.LastResult,
                Identity = run.Kernel.Ids.Client(start.Identity),
                RetryPolicy = start.Retry,
                Attempt = start.Attempt,
                WorkflowExecutionExpirationTime = start.Expiration is { } expiration ? Timestamp.FromDateTimeOffset(expiration) : null,
                FirstWorkflowTaskBackoff = Duration.FromTimeSpan(start.Backoff),
                Memo = start.Memo,
                SearchAttributes = start.Attributes,
                WorkflowId = run.WorkflowId,
                Priority = start.Priority,
                EagerExecutionAccepted = start.IsEager,
                ParentWorkflowNamespace = start.Parent is null ? "" : run.Kernel.Options.Namespace,
                ParentWorkflowExecution = start.Parent?.Run.Execution,
                ParentInitiatedEventId = start.Parent?.InitiatedId ?? 0,
                RootWorkflowExecution = start.Parent is null ? null : Root(run).Execution,
            };
        });
    }

    private static Run Root(Run run)
    {
        while (run.Start.Parent is { } parent)
        {
            run = parent.Run;
        }

        return run;
    }

    // The run's own time begins with its first task; the chain's began with its first run.
    private void Arm(Run run)
    {
        var start = run.Start;
        var ends = new List<DateTimeOffset>();
        if (start.RunTimeout > TimeSpan.Zero)
        {
            ends.Add(kernel.Clock.Now + start.Backoff + start.RunTimeout);
        }

        if (start.Expiration is { } expiration)
        {
            ends.Add(expiration);
        }

        if (ends.Count > 0)
        {
            run.Deadlines.Add(kernel.Clock.At(ends.Min(), () => Ending.TimeOut(run)));
        }
    }
}
