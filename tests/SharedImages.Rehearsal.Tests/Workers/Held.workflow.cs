using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>One activity of a minute at most.</summary>
[Workflow]
public sealed class HeldWorkflow
{
    [WorkflowRun]
    public Task<int> RunAsync() => Workflow.ExecuteActivityAsync(
        (KillTests.HeldActivities activities) => activities.HoldAsync(), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
}
