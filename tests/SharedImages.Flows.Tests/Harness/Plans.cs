using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>Plans of what a flow would run, and runs that keep to one.</summary>
internal static class Plans
{
    /// <summary>Plans an operation.</summary>
    /// <param name="flow">Where.</param>
    /// <param name="workflowId">Of the operation.</param>
    /// <param name="spec">Of the operation.</param>
    /// <param name="isReplayed">Whether the plan's history is replayed, too.</param>
    public static async Task<OperationPlan> PlanAsync(this Flow flow, string workflowId, object spec, bool isReplayed = true)
    {
        var id = PlanNames.WorkflowId(workflowId, Guid.NewGuid().ToString("N"));
        var handle = await flow.Client.StartWorkflowAsync(PlanNames.PlanOperation, [spec], new(id, flow.TaskQueue) { ExecutionTimeout = PlanNames.ExecutionTimeout });
        var plan = await handle.GetResultAsync<OperationPlan>();
        if (isReplayed)
        {
            await Histories.ReplayUncomparedAsync(handle);
        }

        return plan;
    }

    /// <summary>Starts an operation that keeps to a plan, whatever an earlier run of it came to.</summary>
    public static async Task<WorkflowHandle> StartPlannedAsync(this Flow flow, string workflowId, object spec, object plan) => await flow.Client.StartWorkflowAsync(
        OperationKinds.OfWorkflowId(workflowId)!.Value.Kind.WorkflowType, [spec, plan], new(workflowId, flow.TaskQueue) { IdReusePolicy = WorkflowIdReusePolicy.AllowDuplicate });
}
