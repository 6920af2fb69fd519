using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>Commands that end the run.</summary>
internal static class ClosingCommands
{
    public static void Complete(CommandTurn turn, Command command) => turn.Run.Close(
        WorkflowExecutionStatus.Completed,
        EventType.WorkflowExecutionCompleted,
        e => e.WorkflowExecutionCompletedEventAttributes = new()
        {
            Result = command.CompleteWorkflowExecutionCommandAttributes.Result,
            WorkflowTaskCompletedEventId = turn.CompletedId,
        });

    public static void Fail(CommandTurn turn, Command command) =>
        Ending.Fail(turn.Run, command.FailWorkflowExecutionCommandAttributes.Failure, turn.CompletedId);

    public static void Cancel(CommandTurn turn, Command command) => turn.Run.Close(
        WorkflowExecutionStatus.Canceled,
        EventType.WorkflowExecutionCanceled,
        e => e.WorkflowExecutionCanceledEventAttributes = new()
        {
            Details = command.CancelWorkflowExecutionCommandAttributes.Details,
            WorkflowTaskCompletedEventId = turn.CompletedId,
        });

    public static void ContinueAsNew(CommandTurn turn, Command command)
    {
        var (run, attributes) = (turn.Run, command.ContinueAsNewWorkflowExecutionCommandAttributes);
        var start = run.Start;
        turn.Kernel.Actions.WorkflowStarts++;
        var successor = turn.Kernel.Runs.Begin(
            start with
            {
                Metadata = run.History[1].UserMetadata,
                Type = attributes.WorkflowType?.Name is { Length: > 0 } type ? type : start.Type,
                TaskQueue = attributes.TaskQueue?.Name is { Length: > 0 } queue ? queue : start.TaskQueue,
                Input = attributes.Input,
                Header = attributes.Header,
                RunTimeout = attributes.WorkflowRunTimeout?.ToTimeSpan() is { } run1 && run1 > TimeSpan.Zero ? run1 : start.RunTimeout,
                TaskTimeout = attributes.WorkflowTaskTimeout?.ToTimeSpan() is { } task && task > TimeSpan.Zero ? task : start.TaskTimeout,
                Retry = attributes.RetryPolicy is { } retry ? Retries.Complete(retry) : start.Retry,
                // The SDK sends again what the run was started with; what it has upserted since stays behind.
                Memo = attributes.Memo,
                Attributes = attributes.SearchAttributes ?? run.Attributes,
                Backoff = attributes.BackoffStartInterval?.ToTimeSpan() ?? TimeSpan.Zero,
                Attempt = 1,
                FirstRunId = run.FirstRunId,
                ContinuedRunId = run.RunId,
                Initiator = attributes.Initiator == ContinueAsNewInitiator.Unspecified ? ContinueAsNewInitiator.Workflow : attributes.Initiator,
                ContinuedFailure = attributes.Failure,
                LastResult = attributes.LastCompletionResult,
            },
            run);
        run.Close(
            WorkflowExecutionStatus.ContinuedAsNew,
            EventType.WorkflowExecutionContinuedAsNew,
            e => e.WorkflowExecutionContinuedAsNewEventAttributes = new()
            {
                NewExecutionRunId = successor.RunId,
                WorkflowType = new() { Name = successor.Start.Type },
                TaskQueue = new() { Name = successor.Start.TaskQueue, Kind = TaskQueueKind.Normal },
                Input = attributes.Input,
                WorkflowRunTimeout = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(successor.Start.RunTimeout),
                WorkflowTaskTimeout = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(successor.Task.Timeout),
                WorkflowTaskCompletedEventId = turn.CompletedId,
                BackoffStartInterval = attributes.BackoffStartInterval,
                Initiator = attributes.Initiator,
                LastCompletionResult = attributes.LastCompletionResult,
                Header = attributes.Header,
                Memo = successor.Memo,
                SearchAttributes = successor.Attributes,
#pragma warning disable CS0612 // The server repeats what SDKs still send.
                InheritBuildId = attributes.InheritBuildId,
#pragma warning restore CS0612
            });
    }
}
