using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Requests that a client of the SDK does not send.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, StartWorkflowExecutionRequest> Starts => new()
    {
        { "WorkflowId is not set on request.", new() },
        { "WorkflowType is not set on request.", new() { WorkflowId = "id" } },
        { "taskQueue is not set", new() { WorkflowId = "id", WorkflowType = new() { Name = "Never" } } },
        { "missing task queue name", new() { WorkflowId = "id", WorkflowType = new() { Name = "Never" }, TaskQueue = new() } },
    };

    /// <summary>There is one; as on a server that has not this one.</summary>
    [Fact]
    public async Task AnotherNamespace_IsNotFound()
    {
        await using var env = await RehearsalEnvironment.StartAsync();

        var refused = await Should.ThrowAsync<RpcException>(() => env.Client.WorkflowService.CountWorkflowExecutionsAsync(new() { Namespace = "another" }));

        refused.Code.ShouldBe(RpcException.StatusCode.NotFound);
        refused.Message.ShouldBe("Namespace another is not found.");
    }

    [Theory, MemberData(nameof(Starts), DisableDiscoveryEnumeration = true)]
    public async Task Start_WithoutWhatItNeeds_IsInvalid(string message, StartWorkflowExecutionRequest request)
    {
        await using var env = await RehearsalEnvironment.StartAsync();

        var refused = await Should.ThrowAsync<RpcException>(() => env.Client.WorkflowService.StartWorkflowExecutionAsync(new(request) { Namespace = "default" }));

        refused.Code.ShouldBe(RpcException.StatusCode.InvalidArgument);
        refused.Message.ShouldBe(message);
    }
}
