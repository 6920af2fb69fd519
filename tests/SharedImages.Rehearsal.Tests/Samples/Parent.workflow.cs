using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

[Workflow]
public sealed class ParentWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(string[] names)
    {
        var greetings = await Workflow.WhenAllAsync(names.Select(name => Workflow.ExecuteChildWorkflowAsync(
            (GreetingWorkflow wf) => wf.RunAsync(name), new() { Id = $"{Workflow.Info.WorkflowId}/{name}" })));
        return string.Join(' ', greetings);
    }
}
