using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Fails as it is told.</summary>
[Workflow]
internal sealed class Fails
{
    [WorkflowRun]
    public Task RunAsync(string message) => throw new ApplicationFailureException(message, errorType: "Told");
}
