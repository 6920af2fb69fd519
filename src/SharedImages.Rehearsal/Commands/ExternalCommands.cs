using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>What a workflow does to others: signals, and requests to cancel.</summary>
internal static class ExternalCommands
{
    public static void Signal(CommandTurn turn, Command command)
    {
        var (run, attributes) = (turn.Run, command.SignalExternalWorkflowExecutionCommandAttributes);
        turn.Kernel.Actions.Signals++;
        var initiatedId = turn.History.Append(EventType.SignalExternalWorkflowExecutionInitiated, e =>
        {
            e.UserMetadata = command.UserMetadata;
            e.SignalExternalWorkflowExecutionInitiatedEventAttributes = new()
            {
                WorkflowTaskCompletedEventId = turn.CompletedId,
                Namespace = turn.Kernel.Options.Namespace,
                WorkflowExecution = attributes.Execution,
                SignalName = attributes.SignalName,
                Input = attributes.Input,
                Header = attributes.Header,
                ChildWorkflowOnly = attributes.ChildWorkflowOnly,
            };
        }).EventId;
        turn.Kernel.Then(() =>
        {
            if (Target(run, attributes.Execution) is not { IsClosed: false } target)
            {
                run.Receive(EventType.SignalExternalWorkflowExecutionFailed, e => e.SignalExternalWorkflowExecutionFailedEventAttributes = new()
                {
                    Cause = SignalExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound,
                    WorkflowTaskCompletedEventId = turn.CompletedId,
                    Namespace = run.Kernel.Options.Namespace,
                    WorkflowExecution = attributes.Execution,
                    InitiatedEventId = initiatedId,
                });
                return;
            }

            target.Receive(EventType.WorkflowExecutionSignaled, e => e.WorkflowExecutionSignaledEventAttributes = new()
            {
                SignalName = attributes.SignalName,
                Input = attributes.Input,
                Header = attributes.Header,
                Identity = "history-service",
                ExternalWorkflowExecution = run.Execution,
            });
            run.Receive(EventType.ExternalWorkflowExecutionSignaled, e => e.ExternalWorkflowExecutionSignaledEventAttributes = new()
            {
                InitiatedEventId = initiatedId,
                Namespace = run.Kernel.Options.Namespace,
                WorkflowExecution = attributes.Execution,
            });
        });
    }

    public static void RequestCancel(CommandTurn turn, Command command)
    {
        var (run, attributes) = (turn.Run, command.RequestCancelExternalWorkflowExecutionCommandAttributes);
        var execution = new WorkflowExecution { WorkflowId = attributes.WorkflowId, RunId = attributes.RunId };
        var initiatedId = turn.History.Append(EventType.RequestCancelExternalWorkflowExecutionInitiated, e =>
        {
            e.UserMetadata = command.UserMetadata;
            e.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes = new()
            {
                WorkflowTaskCompletedEventId = turn.CompletedId,
                Namespace = turn.Kernel.Options.Namespace,
                WorkflowExecution = execution,
                ChildWorkflowOnly = attributes.ChildWorkflowOnly,
                Reason = attributes.Reason,
            };
        }).EventId;
        turn.Kernel.Then(() =>
        {
            // One that has ended will do: the request is accepted, and changes nothing.
            if (Target(run, execution) is not { } target)
            {
                run.Receive(EventType.RequestCancelExternalWorkflowExecutionFailed, e => e.RequestCancelExternalWorkflowExecutionFailedEventAttributes = new()
                {
                    Cause = CancelExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound,
                    WorkflowTaskCompletedEventId = turn.CompletedId,
                    Namespace = run.Kernel.Options.Namespace,
                    WorkflowExecution = execution,
                    InitiatedEventId = initiatedId,
                });
                return;
            }

            Cancelling.Request(target, e =>
            {
                e.Cause = attributes.Reason;
                e.ExternalInitiatedEventId = initiatedId;
                e.ExternalWorkflowExecution = run.Execution;
                e.Identity = "history-service";
            });
            run.Receive(EventType.ExternalWorkflowExecutionCancelRequested, e => e.ExternalWorkflowExecutionCancelRequestedEventAttributes = new()
            {
                InitiatedEventId = initiatedId,
                Namespace = run.Kernel.Options.Namespace,
                WorkflowExecution = execution,
            });
        });
    }

    private static Run? Target(Run run, WorkflowExecution execution) =>
        (execution.RunId.Length == 0 ? run.Kernel.Runs.Latest(execution.WorkflowId) : run.Kernel.Runs.ByRunId(execution.RunId)) is { } target
        && target.WorkflowId == execution.WorkflowId ? target : null;
}
