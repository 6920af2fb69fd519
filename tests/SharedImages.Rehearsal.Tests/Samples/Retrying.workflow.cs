using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

[Workflow]
public sealed class RetryingWorkflow
{
    [WorkflowRun]
    public async Task<int> RunAsync() => await Workflow.ExecuteActivityAsync(
        (OrderActivities activities) => activities.FailTwice(),
        new() { StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { InitialInterval = TimeSpan.FromHours(1) } });
}
