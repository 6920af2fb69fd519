using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Cli;

/// <summary>How a run was started, asked to stop, and ended. Pure.</summary>
internal static class RunWords
{
    /// <summary>Null when the event is about something else.</summary>
    public static HistoryEntry? Of(HistoryEvent e) => e.AttributesCase switch
    {
        HistoryEvent.AttributesOneofCase.WorkflowExecutionStartedEventAttributes => Started(e, e.WorkflowExecutionStartedEventAttributes),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionCancelRequestedEventAttributes => CancelAsked(e, e.WorkflowExecutionCancelRequestedEventAttributes),
        HistoryEvent.AttributesOneofCase.WorkflowTaskFailedEventAttributes => TaskFailed(e, e.WorkflowTaskFailedEventAttributes),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionUpdateCompletedEventAttributes
            when e.WorkflowExecutionUpdateCompletedEventAttributes.Outcome?.Failure is { } failure => HistoryEntry.Of(e, HistoryEntryKind.Decided, $"the decision could not be carried out: {failure.Message}"),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionCompletedEventAttributes =>
            Ended(e, "completed", HistoryPayloads.Object(e.WorkflowExecutionCompletedEventAttributes.Result)?.Text("summary")),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionFailedEventAttributes => Ended(e, "failed", e.WorkflowExecutionFailedEventAttributes.Failure?.Message),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionCanceledEventAttributes => Ended(e, "canceled", null),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionTimedOutEventAttributes => Ended(e, "ran out of time", null),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionContinuedAsNewEventAttributes => Ended(e, "goes on in another run", e.WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId),
        HistoryEvent.AttributesOneofCase.WorkflowExecutionTerminatedEventAttributes => Terminated(e, e.WorkflowExecutionTerminatedEventAttributes),
        HistoryEvent.AttributesOneofCase.WorkflowPropertiesModifiedEventAttributes => Told(e, e.WorkflowPropertiesModifiedEventAttributes),
        _ => null,
    };

    private static HistoryEntry Started(HistoryEvent e, WorkflowExecutionStartedEventAttributes started)
    {
        var by = started.SearchAttributes?.IndexedFields.TryGetValue(ContractNames.StartedByAttribute.Name, out var named) == true && HistoryPayloads.Text(named) is { Length: > 0 } name ? name
            : started.ParentWorkflowExecution?.WorkflowId is { Length: > 0 } parent ? parent
            : started.Identity;
        return HistoryEntry.Of(e, HistoryEntryKind.Started, $"started by {by}") with { By = by };
    }

    private static HistoryEntry CancelAsked(HistoryEvent e, WorkflowExecutionCancelRequestedEventAttributes asked)
    {
        var by = asked.ExternalWorkflowExecution?.WorkflowId is { Length: > 0 } parent ? parent : asked.Identity;
        return HistoryEntry.Of(e, HistoryEntryKind.CancelAsked, $"{by} asked it to stop{(asked.Cause.Length > 0 ? $": {asked.Cause}" : "")}") with { By = by };
    }

    private static HistoryEntry? TaskFailed(HistoryEvent e, WorkflowTaskFailedEventAttributes failed) =>
        failed.Cause == WorkflowTaskFailedCause.ResetWorkflow ? HistoryEntry.Of(e, HistoryEntryKind.Started, $"reset by {failed.Identity}, from run {failed.BaseRunId}") with { By = failed.Identity }
        : FailingTask.IsPassing(failed.Cause) ? null
        : HistoryEntry.Of(e, HistoryEntryKind.WorkerFailed, $"the worker's code failed ({failed.Cause}): {failed.Failure?.Message}");

    private static HistoryEntry Terminated(HistoryEvent e, WorkflowExecutionTerminatedEventAttributes terminated) =>
        Ended(e, $"terminated by {terminated.Identity}, nothing was undone", terminated.Reason) with { By = terminated.Identity };

    // What a canceled run removed and what is left comes with no result.
    private static HistoryEntry? Told(HistoryEvent e, WorkflowPropertiesModifiedEventAttributes told) =>
        told.UpsertedMemo?.Fields.TryGetValue(ContractNames.ResultMemo, out var memo) == true && HistoryPayloads.Object(memo)?.Text("summary") is { } summary
            ? HistoryEntry.Of(e, HistoryEntryKind.StepDone, summary)
            : null;

    private static HistoryEntry Ended(HistoryEvent e, string how, string? summary) => HistoryEntry.Of(e, HistoryEntryKind.Ended, summary is { Length: > 0 } ? $"{how}: {summary}" : how);
}
