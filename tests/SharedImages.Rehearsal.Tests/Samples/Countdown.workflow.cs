using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

[Workflow]
public sealed class CountdownWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(int left)
    {
        await Workflow.DelayAsync(TimeSpan.FromHours(1));
        return left == 0 ? "done" : throw Workflow.CreateContinueAsNewException((CountdownWorkflow wf) => wf.RunAsync(left - 1));
    }
}
