using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

[Workflow]
public sealed class GreetingWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(string name) =>
        await Workflow.ExecuteActivityAsync(() => OrderActivities.Greet(name), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
}
