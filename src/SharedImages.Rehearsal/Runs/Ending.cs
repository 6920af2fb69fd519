using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace SharedImages.Rehearsal;

/// <summary>Ends that a retry policy may follow: a failure, a timeout.</summary>
internal static class Ending
{
    public static void TimeOut(Run run)
    {
        var failure = new Failure { Message = "workflow timeout", Source = "Server", TimeoutFailureInfo = new() { TimeoutType = TimeoutType.StartToClose } };
        var (successor, state) = run.Start.Expiration <= run.Kernel.Clock.Now ? (null, RetryState.Timeout) : Retry(run, failure);
        run.Close(WorkflowExecutionStatus.TimedOut, EventType.WorkflowExecutionTimedOut, e => e.WorkflowExecutionTimedOutEventAttributes = new()
        {
            RetryState = state,
            NewExecutionRunId = successor?.RunId ?? "",
        });
    }

    public static void Fail(Run run, Failure failure, long completedId)
    {
        var (successor, state) = Retry(run, failure);
        run.Close(WorkflowExecutionStatus.Failed, EventType.WorkflowExecutionFailed, e => e.WorkflowExecutionFailedEventAttributes = new()
        {
            Failure = failure,
            RetryState = state,
            NewExecutionRunId = successor?.RunId ?? "",
            WorkflowTaskCompletedEventId = completedId,
        });
    }

    private static (Run? Successor, RetryState State) Retry(Run run, Failure failure)
    {
        if (run.Start.Retry is not { } policy)
        {
            return (null, RetryState.RetryPolicyNotSet);
        }

        var (delay, state) = Retries.Next(policy, run.Start.Attempt, failure, run.Kernel.Clock.Now, run.Start.Expiration);
        if (delay is null)
        {
            return (null, state);
        }

        run.Kernel.Actions.WorkflowStarts++;
        var first = run.History[1];
        var started = first.WorkflowExecutionStartedEventAttributes;
        var successor = run.Kernel.Runs.Begin(
            run.Start with
            {
                Input = started.Input,
                Header = started.Header,
                Metadata = first.UserMetadata,
                LastResult = started.LastCompletionResult,
                Attempt = run.Start.Attempt + 1,
                Backoff = delay.Value,
                FirstRunId = run.FirstRunId,
                ContinuedRunId = run.RunId,
                Initiator = ContinueAsNewInitiator.Retry,
                ContinuedFailure = failure,
                Memo = run.Memo,
                Attributes = run.Attributes,
            },
            run);
        return (successor, state);
    }
}
