using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

[Workflow]
public sealed class SleepWorkflow
{
    [WorkflowRun]
    public async Task<DateTime> RunAsync(int days)
    {
        await Workflow.DelayAsync(TimeSpan.FromDays(days));
        return Workflow.UtcNow;
    }
}
