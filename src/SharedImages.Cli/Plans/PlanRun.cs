using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Has a worker plan an operation. The plan is a workflow of its own, which ends by itself.</summary>
internal static class PlanRun
{
    /// <param name="client">Connected.</param>
    /// <param name="request">What would be asked for.</param>
    /// <param name="cancellation">Ends the wait; the plan then comes to its end alone.</param>
    /// <exception cref="CommandException">There is no plan.</exception>
    public static async Task<OperationPlan> MakeAsync(ITemporalClient client, OperationRequest request, CancellationToken cancellation)
    {
        var id = PlanNames.WorkflowId(request.WorkflowId, Guid.NewGuid().ToString("N")[..12]);
        var plan = await client.StartWorkflowAsync(PlanNames.PlanOperation, [request.Spec], new(id, request.TaskQueue)
        {
            ExecutionTimeout = PlanNames.ExecutionTimeout,
            IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate,
            StaticSummary = $"Plan of {request.WorkflowId}",
            Rpc = OperationRun.Call(cancellation),
        });
        try
        {
            return await client.GetWorkflowHandle(id, plan.ResultRunId).GetResultAsync<OperationPlan>(rpcOptions: new() { CancellationToken = cancellation });
        }
        catch (WorkflowFailedException e)
        {
            throw new CommandException(ExitCode.Failed, e.InnerException switch
            {
                ApplicationFailureException { ErrorType: ContractNames.Refused } refused => $"It was not planned: {refused.Message.TrimEnd('.')}.",
                TimeoutFailureException => $"There is no plan within {PlanNames.ExecutionTimeout.TotalMinutes:0} minutes: no worker of task queue '{request.TaskQueue}' has made one. See whether one runs, whether it knows plans (its version), and what its log says.",
                _ => $"It was not planned: {(e.InnerException ?? e).Message.TrimEnd('.')}.",
            });
        }
    }
}
