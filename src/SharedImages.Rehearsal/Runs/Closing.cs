using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Rehearsal;

/// <summary>What follows when a run has ended: its children by their close policy, its parent by an event.</summary>
internal static class Closing
{
    public static void Follow(Run run, HistoryEvent closing)
    {
        // A chain that goes on keeps its children's parent, and its parent hears only of the last run.
        if (run.Successor is null)
        {
            TellParent(run, closing);
            run.Kernel.Schedules.Hear(run, closing);
        }

        foreach (var child in run.Children.Values.ToList())
        {
            ApplyPolicy(run, child);
        }

        run.Children.Clear();
        run.Kernel.Runs.Retain(run);
    }

    private static void ApplyPolicy(Run run, PendingChild child)
    {
        if (child.Run is not { } target || target.Latest() is not { IsClosed: false } open)
        {
            return;
        }

        switch (child.ClosePolicy)
        {
            case ParentClosePolicy.Abandon:
                break;
            case ParentClosePolicy.RequestCancel:
                Cancelling.Request(open, e =>
                {
                    e.ExternalWorkflowExecution = run.Execution;
                    e.Identity = "history-service";
                });
                break;
            default:
                open.Close(WorkflowExecutionStatus.Terminated, EventType.WorkflowExecutionTerminated, e => e.WorkflowExecutionTerminatedEventAttributes = new()
                {
                    Reason = "by parent close policy",
                    Identity = "history-service",
                });
                break;
        }
    }

    private static void TellParent(Run run, HistoryEvent closing)
    {
        if (run.Start.Parent is not { } link || !link.Run.Children.TryGetValue(link.InitiatedId, out var child))
        {
            return;
        }

        link.Run.Receive(
            ParentEvent(closing.EventType),
            told =>
            {
                link.Run.Children.Remove(link.InitiatedId);
                Fill(run, closing, child, told);
            });
    }

    private static EventType ParentEvent(EventType closing) => closing switch
    {
        EventType.WorkflowExecutionCompleted => EventType.ChildWorkflowExecutionCompleted,
        EventType.WorkflowExecutionFailed => EventType.ChildWorkflowExecutionFailed,
        EventType.WorkflowExecutionCanceled => EventType.ChildWorkflowExecutionCanceled,
        EventType.WorkflowExecutionTimedOut => EventType.ChildWorkflowExecutionTimedOut,
        _ => EventType.ChildWorkflowExecutionTerminated,
    };

    private static void Fill(Run run, HistoryEvent closing, PendingChild child, HistoryEvent told)
    {
        IMessage attributes = told.EventType switch
        {
            EventType.ChildWorkflowExecutionCompleted =>
                told.ChildWorkflowExecutionCompletedEventAttributes = new() { Result = closing.WorkflowExecutionCompletedEventAttributes.Result },
            EventType.ChildWorkflowExecutionFailed => told.ChildWorkflowExecutionFailedEventAttributes = new()
            {
                Failure = closing.WorkflowExecutionFailedEventAttributes.Failure,
                RetryState = closing.WorkflowExecutionFailedEventAttributes.RetryState,
            },
            EventType.ChildWorkflowExecutionCanceled =>
                told.ChildWorkflowExecutionCanceledEventAttributes = new() { Details = closing.WorkflowExecutionCanceledEventAttributes.Details },
            EventType.ChildWorkflowExecutionTimedOut =>
                told.ChildWorkflowExecutionTimedOutEventAttributes = new() { RetryState = closing.WorkflowExecutionTimedOutEventAttributes.RetryState },
            _ => told.ChildWorkflowExecutionTerminatedEventAttributes = new(),
        };

        // All of them have these fields, but no type in common.
        Set("namespace", run.Kernel.Options.Namespace);
        Set("workflow_execution", run.Execution);
        Set("workflow_type", new WorkflowType { Name = run.Start.Type });
        Set("initiated_event_id", child.InitiatedId);
        Set("started_event_id", child.StartedId);

        void Set(string field, object value) => attributes.Descriptor.FindFieldByName(field).Accessor.SetValue(attributes, value);
    }

    private static Run Latest(this Run run)
    {
        while (run.Successor is { } successor)
        {
            run = successor;
        }

        return run;
    }
}
