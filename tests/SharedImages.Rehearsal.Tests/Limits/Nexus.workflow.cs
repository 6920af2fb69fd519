using NexusRpc;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Asks for what the rehearsal does not model.</summary>
[Workflow]
public sealed class NexusWorkflow
{
    [WorkflowRun]
    public Task<string> RunAsync() => Workflow.CreateNexusWorkflowClient<INexusGreeting>("endpoint").ExecuteNexusOperationAsync(service => service.Greet("you"));

    [NexusService]
    public interface INexusGreeting
    {
        [NexusOperation]
        string Greet(string name);
    }
}
