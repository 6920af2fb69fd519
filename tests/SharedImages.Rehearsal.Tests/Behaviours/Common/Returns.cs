using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Returns what it was given.</summary>
[Workflow]
internal sealed class Returns
{
    [WorkflowRun]
    public Task<string> RunAsync(string value) => Task.FromResult(value);
}
