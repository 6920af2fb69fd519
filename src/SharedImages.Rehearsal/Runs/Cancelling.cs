using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Rehearsal;

/// <summary>A request to cancel a run; a second one changes nothing.</summary>
internal static class Cancelling
{
    public static void Request(Run run, Action<WorkflowExecutionCancelRequestedEventAttributes> fill)
    {
        if (run.IsClosed || run.CancelRequested)
        {
            return;
        }

        run.CancelRequested = true;
        run.Receive(EventType.WorkflowExecutionCancelRequested, e => fill(e.WorkflowExecutionCancelRequestedEventAttributes = new()));
    }
}
