using System.Globalization;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Cli;

/// <summary>A run whose code cannot go on: each time Temporal gives its workflow task to a worker, it fails. It is not over, and moves no further.</summary>
/// <param name="Item">The part, or the operation itself.</param>
/// <param name="WorkflowId">Of the run.</param>
/// <param name="Attempt">The one under way; 2 = one has failed. Null = nothing is to be done, but the worker cannot even answer a question.</param>
/// <param name="Cause">Temporal's name for it, for example <c>NonDeterministicError</c>; <c>QueryFailed</c>, <c>UnknownAnswer</c> of a question.</param>
/// <param name="Message">The worker's words.</param>
internal sealed record FailingTask(string Item, string WorkflowId, int? Attempt, string Cause, string Message)
{
    private const int MaxMessage = 300;

    /// <summary>What the server itself gives up, to begin it anew with what has come meanwhile.</summary>
    private static readonly WorkflowTaskFailedCause[] Passing =
    [
        WorkflowTaskFailedCause.UnhandledCommand,
        WorkflowTaskFailedCause.UnhandledUpdate,
        WorkflowTaskFailedCause.ResetWorkflow,
        WorkflowTaskFailedCause.ResetStickyTaskQueue,
        WorkflowTaskFailedCause.ForceCloseCommand,
        WorkflowTaskFailedCause.FailoverCloseCommand,
    ];

    /// <summary>Whether a cause is the server's own, and no failure of the worker.</summary>
    public static bool IsPassing(WorkflowTaskFailedCause cause) => Passing.Contains(cause);

    /// <summary>What happens.</summary>
    public string Headline => string.Create(
        CultureInfo.InvariantCulture, $"{Item} cannot go on: the worker fails at its code{(Attempt is { } attempt ? $", attempt {attempt}" : "")} ({Cause}: {Printable.Cut(Message, MaxMessage)})");

    /// <summary>Why the task that is pending has failed; null when it has not.</summary>
    /// <param name="item">The part, or the operation itself.</param>
    /// <param name="workflowId">Of the run.</param>
    /// <param name="attempt">Of the task that is pending.</param>
    /// <param name="newestFirst">The end of the run's history.</param>
    public static FailingTask? Of(string item, string workflowId, int attempt, IEnumerable<HistoryEvent> newestFirst)
    {
        var last = newestFirst.FirstOrDefault(e => e.EventType is EventType.WorkflowTaskFailed or EventType.WorkflowTaskCompleted or EventType.WorkflowTaskTimedOut);
        return last?.WorkflowTaskFailedEventAttributes is { } failed && !IsPassing(failed.Cause)
            ? new(item, workflowId, attempt, failed.Cause.ToString(), failed.Failure?.Message ?? "")
            : null;
    }

    /// <summary>What happened, what it means and what to do.</summary>
    /// <param name="run">The operation that it is, or that it is a part of.</param>
    public IEnumerable<string> Lines(OperationRun run)
    {
        var client = run.Client;
        var server = $"--reason \"worker changed\" --workflow-id {Words.Argument(WorkflowId)} --address {client.Connection.Options.TargetHost} --namespace {Words.Argument(client.Options.Namespace)}";
        yield return Headline;
        yield return "  It means: the worker's code does not fit this run. Another version of it began the run, or this one has a fault.";
        yield return "  to do: run the version of the worker that began it; it then goes on by itself, and nothing is lost";
        yield return Item == run.OwnItem
            ? $"  or begin anew with this version, which adopts what is there: temporal workflow reset --type FirstWorkflowTask {server}"
            : $"  or give up {Item}, and {run.Program.Kind.Word} again when all has ended, which adopts what is there: temporal workflow terminate {server}";
    }
}
