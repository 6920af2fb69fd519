using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Flows.Tests;

/// <summary>Calls the step of a refresh that writes, and returns how it was refused.</summary>
[Workflow("ForeignRefresher")]
public sealed class ForeignRefresherWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(string taskQueue, RepairImageRequest request)
    {
        var options = new ActivityOptions { TaskQueue = taskQueue, StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { MaximumAttempts = 1 } };
        try
        {
            await Workflow.ExecuteActivityAsync((IRefreshActivities a) => a.RepairImageAsync(request), options);
            return "done";
        }
        catch (ActivityFailureException failure)
        {
            return failure.InnerException!.Message;
        }
    }
}
