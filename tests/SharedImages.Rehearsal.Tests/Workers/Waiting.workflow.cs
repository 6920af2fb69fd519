using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>One activity that waits.</summary>
[Workflow]
public sealed class WaitingWorkflow
{
    [WorkflowRun]
    public Task RunAsync(string kind) => Workflow.ExecuteActivityAsync(
        (WaitingActivityTests.Timers timers) => timers.WaitAsync(kind), new() { StartToCloseTimeout = TimeSpan.FromHours(2) });
}
