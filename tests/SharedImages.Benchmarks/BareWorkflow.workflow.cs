using Temporalio.Workflows;

namespace SharedImages.Benchmarks;

/// <summary>A parent with a child per region and the intake, nothing else.</summary>
[Workflow]
public sealed class BareWorkflow
{
    [WorkflowRun]
    public async Task RunAsync()
    {
        await BareRegionWorkflow.RunAsChildAsync(0);
        await Workflow.WhenAllAsync(Enumerable.Range(1, BenchmarkWorld.Targets).Select(BareRegionWorkflow.RunAsChildAsync));
    }
}
