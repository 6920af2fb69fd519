using Temporalio.Converters;
using Temporalio.Workflows;

namespace SharedImages.EndToEnd;

/// <summary>A promotion whose code does not fit any run that the real one began.</summary>
[Workflow(ContractNames.PromoteImage)]
public sealed class ChangedPromotion
{
    [WorkflowQuery]
    public string Progress => "changed";

    [WorkflowRun]
    public Task RunAsync(IRawValue spec) => Workflow.DelayAsync(TimeSpan.FromDays(1));

    [WorkflowUpdate(ContractNames.Resolve)]
    public Task<string> ResolveAsync(IRawValue request) => Task.FromResult("changed");
}
