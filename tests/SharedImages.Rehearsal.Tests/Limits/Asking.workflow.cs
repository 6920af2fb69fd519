using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Asks by an activity for what the rehearsal does not model.</summary>
[Workflow]
public sealed class AskingWorkflow
{
    [WorkflowRun]
    public Task RunAsync(string activity) => Workflow.ExecuteActivityAsync(activity, [], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
}
