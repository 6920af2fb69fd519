using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A bug: an exception that fails the workflow task, and not the workflow.</summary>
[Workflow]
public sealed class BrokenWorkflow
{
    [WorkflowRun]
    public Task RunAsync() => throw new InvalidOperationException("a defect");
}
