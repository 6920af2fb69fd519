using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>What clients do to a run: signal, cancel, terminate.</summary>
internal static class RunMethods
{
    public static void AddTo(Handlers handlers)
    {
        handlers.Add<SignalWorkflowExecutionRequest>("SignalWorkflowExecution", (request, kernel) =>
        {
            Signal(kernel.Runs.FindOpen(request.WorkflowExecution), request.SignalName, request.Input, request.Header, request.Identity, request.RequestId);
            return new SignalWorkflowExecutionResponse();
        });
        handlers.Add<RequestCancelWorkflowExecutionRequest>("RequestCancelWorkflowExecution", (request, kernel) =>
        {
            // Of a run that has ended, too: it is accepted, and changes nothing.
            var run = kernel.Runs.FindOfChain(request.WorkflowExecution, request.FirstExecutionRunId);
            Cancelling.Request(run, e =>
            {
                e.Cause = request.Reason;
                e.Identity = run.Kernel.Ids.Client(request.Identity);
            });
            return new RequestCancelWorkflowExecutionResponse();
        });
        handlers.Add<TerminateWorkflowExecutionRequest>("TerminateWorkflowExecution", (request, kernel) =>
        {
            var run = kernel.Runs.FindOpen(request.WorkflowExecution, request.FirstExecutionRunId);
            run.Close(WorkflowExecutionStatus.Terminated, EventType.WorkflowExecutionTerminated, e => e.WorkflowExecutionTerminatedEventAttributes = new()
            {
                Reason = request.Reason.Length > 0 ? request.Reason : "terminated by user via frontend",
                Details = request.Details,
                Identity = run.Kernel.Ids.Client(request.Identity),
            });
            return new TerminateWorkflowExecutionResponse();
        });
    }

    public static void Signal(Run run, string name, Payloads? input, Header? header, string identity, string requestId)
    {
        PayloadLimits.Check(input);
        // The same request again: its answer was lost.
        if (requestId.Length > 0 && !run.SignalRequests.Add(requestId))
        {
            return;
        }

        run.Kernel.Actions.Signals++;
        run.Receive(
            EventType.WorkflowExecutionSignaled,
            e => e.WorkflowExecutionSignaledEventAttributes = new() { SignalName = name, Input = input, Header = header, Identity = run.Kernel.Ids.Client(identity) });
    }
}
