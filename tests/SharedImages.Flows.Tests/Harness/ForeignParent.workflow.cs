using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Flows.Tests;

/// <summary>Starts a region's workflow as its own child, and returns why that came to nothing.</summary>
[Workflow("ForeignParent")]
public sealed class ForeignParentWorkflow
{
    private string? parked;

    [WorkflowRun]
    public async Task<string> RunAsync(string taskQueue, string childId, CopyToRegionInput input)
    {
        var child = await Workflow.StartChildWorkflowAsync(
            ContractNames.CopyToRegion, [input], new() { Id = childId, TaskQueue = taskQueue, ParentClosePolicy = Temporalio.Workflows.ParentClosePolicy.Terminate });
        var ended = EndAsync(child);
        await Workflow.WaitConditionAsync(() => parked is not null || ended.IsCompleted);
        return parked ?? await ended;
    }

    [WorkflowSignal(ContractNames.RegionChanged)]
    public Task RegionChangedAsync(ItemProgress news)
    {
        parked ??= news.Error?.Message;
        return Task.CompletedTask;
    }

    private static async Task<string> EndAsync(ChildWorkflowHandle child)
    {
        try
        {
            return $"it ended: {(await child.GetResultAsync<RegionOutcome>()).State}";
        }
        catch (ChildWorkflowFailureException failure)
        {
            return failure.InnerException!.Message;
        }
    }
}
