using Temporalio.Converters;
using Temporalio.Workflows;

namespace SharedImages.EndToEnd;

/// <summary>A region whose code does not fit any run that the real one began.</summary>
[Workflow(ContractNames.CopyToRegion)]
public sealed class ChangedRegion
{
    [WorkflowRun]
    public Task RunAsync(IRawValue input) => Workflow.DelayAsync(TimeSpan.FromDays(1));

    [WorkflowSignal(ContractNames.Resolve)]
    public Task ResolveAsync(IRawValue request) => Task.CompletedTask;
}
