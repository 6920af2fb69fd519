using SharedImages.Ecs.Simulator;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>An operator resets a promotion in the Web UI, to a moment before its regions were begun.</summary>
public sealed class ResetTests(FlowServer server)
{
    private static readonly string[] Targets = ["cn-shanghai", "eu-central-1"];

    [Fact]
    public async Task RegionsThatStillRunFromBefore_AreStoppedAndBegunAgainAndAdoptWhatWasMade()
    {
        server.NeedsRealServer("the rehearsal does not model resets");
        await using var flow = await Flow.StartAsync(server, new()
        {
            World = SimulatorWorld.Default() with { Rules = new() { CrossRegionCopy = TimeSpan.FromMinutes(20) } },
        });
        var handle = await flow.StartAsync(flow.Spec(Targets));
        await flow.UntilWaitingAsync(handle, Targets);
        var made = flow.OurImages().Select(image => image.ImageId).ToList();

        var reset = await ResetBeforeChildrenAsync(flow, handle);
        var result = await Flow.ResultAsync(reset);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Summary.ShouldBe($"web-base {result.Version}: 2 of 2 regions done.");
        flow.OurImages().Select(image => image.ImageId).ShouldBe(made, ignoreOrder: true);
        flow.Simulator.State.Ledger.Duplicates.ShouldBeEmpty();
    }

    private static async Task<WorkflowHandle> ResetBeforeChildrenAsync(Flow flow, WorkflowHandle handle)
    {
        var history = await handle.FetchHistoryAsync();
        var child = history.Events.First(e => e.EventType == EventType.StartChildWorkflowExecutionInitiated);
        var answer = await flow.Client.WorkflowService.ResetWorkflowExecutionAsync(new()
        {
            Namespace = flow.Client.Options.Namespace,
            WorkflowExecution = new() { WorkflowId = handle.Id, RunId = handle.ResultRunId },
            WorkflowTaskFinishEventId = child.StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowTaskCompletedEventId,
            Reason = "test",
            RequestId = Guid.NewGuid().ToString(),
        });
        return flow.Client.GetWorkflowHandle(handle.Id, answer.RunId);
    }
}
