using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Asks for what the rehearsal does not model.</summary>
[Workflow]
public sealed class CronChildWorkflow
{
    [WorkflowRun]
    public Task RunAsync() => Workflow.ExecuteChildWorkflowAsync("Never", [], new() { Id = "never", CronSchedule = "@daily" });
}
