using SharedImages.Ecs.Simulator;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>Somebody who follows has one copy looked at, and is told of all.</summary>
public sealed class FollowTests(FlowServer server)
{
    private static readonly string[] Targets = ["cn-shanghai", "us-east-1"];

    [Fact]
    public async Task ResetOfOneWait_LooksAtAllCopiesOfThePromotion()
    {
        await using var flow = await Flow.StartAsync(server, new()
        {
            World = SimulatorWorld.Default() with { Rules = new() { CrossRegionCopy = TimeSpan.FromMinutes(20) } },
            Waiting = new FlowOptions().Waiting with { FirstDelay = TimeSpan.FromSeconds(4), LongestDelay = TimeSpan.FromSeconds(4) },
        });
        var handle = await flow.StartAsync(flow.Spec(Targets));
        foreach (var region in Targets)
        {
            await flow.EventuallyAsync(async () => await WaitAsync(flow, handle, region) is { State: PendingActivityState.Scheduled, Attempt: > 2 }, () => $"{region} has not been looked at twice");
        }

        var asked = (await WaitAsync(flow, handle, Targets[0]))!;
        (await CopyLook.BesideAsync(asked, ContractJson.DataConverter)).ShouldBeEmpty();
        await flow.Client.WorkflowService.ResetActivityAsync(new()
        {
            Namespace = flow.Client.Options.Namespace,
            Execution = new() { WorkflowId = ContractNames.RegionWorkflowId(handle.Id, Targets[0]) },
            Id = asked.ActivityId,
        });
        IReadOnlyList<CopyLook> beside = [];
        await flow.EventuallyAsync(
            async () => await WaitAsync(flow, handle, Targets[0]) is { } step && (beside = await CopyLook.BesideAsync(step, ContractJson.DataConverter)).Count > 0,
            () => "nothing is told of the other copy");

        var look = beside.ShouldHaveSingleItem();
        look.ImageId.ShouldBe(flow.OurImages(Targets[1]).ShouldHaveSingleItem().ImageId);
        look.Status.ShouldBe("Creating");
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
    }

    // Null = it does not wait now.
    private static async Task<PendingActivityInfo?> WaitAsync(Flow flow, WorkflowHandle handle, string region)
    {
        try
        {
            var run = await flow.Client.WorkflowService.DescribeWorkflowExecutionAsync(new()
            {
                Namespace = flow.Client.Options.Namespace,
                Execution = new() { WorkflowId = ContractNames.RegionWorkflowId(handle.Id, region) },
            });
            return run.PendingActivities.SingleOrDefault(step => step.ActivityType.Name == "WaitImage");
        }
        catch (Temporalio.Exceptions.RpcException e) when (e.Code == Temporalio.Exceptions.RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }
}
