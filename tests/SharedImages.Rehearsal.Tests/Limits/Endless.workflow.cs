using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A bug: it goes on for ever at one moment, a workflow task for each signal that it sends itself.</summary>
[Workflow]
public sealed class EndlessWorkflow
{
    private int sent;
    private int received;

    [WorkflowRun]
    public async Task RunAsync()
    {
        var self = Workflow.GetExternalWorkflowHandle<EndlessWorkflow>(Workflow.Info.WorkflowId);
        while (true)
        {
            sent++;
            await self.SignalAsync(workflow => workflow.GoAsync());
            await Workflow.WaitConditionAsync(() => received == sent);
        }
    }

    [WorkflowSignal]
    public Task GoAsync()
    {
        received++;
        return Task.CompletedTask;
    }
}
