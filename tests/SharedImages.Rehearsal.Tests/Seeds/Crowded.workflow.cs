using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Much at one moment, that could happen in any order.</summary>
[Workflow]
public sealed class CrowdedWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync()
    {
        var steps = new[] { 1, 2, 3 }.Select(number => Workflow.ExecuteActivityAsync(
            (MortalWorkers.Activities activities) => activities.StepAsync(number), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) })).ToList();
        var greeting = Workflow.ExecuteChildWorkflowAsync((GreetingWorkflow wf) => wf.RunAsync("child"), new() { Id = "child" });
        var numbers = await Workflow.WhenAllAsync(steps);
        return $"{string.Join(' ', numbers)}, {await greeting}";
    }
}
