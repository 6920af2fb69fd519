using SharedImages.Ecs.Simulator;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Flows.Tests;

public sealed class RerunTests(FlowServer server)
{
    private static readonly string[] Targets = ["cn-shanghai", "eu-central-1"];

    [Fact]
    public async Task TwoCallersWithTheSameSpecAtOnce_OneRunOneSetOfImagesTheSameResult()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Targets);

        var handles = await Task.WhenAll(flow.StartAsync(spec), flow.StartAsync(spec));
        var results = await Task.WhenAll(handles.Select(handle => handle.GetResultAsync<PromotionResult>()));

        handles[0].FirstExecutionRunId.ShouldBe(handles[1].FirstExecutionRunId);
        results[0].Regions.Select(region => region.ImageId).ShouldBe(results[1].Regions.Select(region => region.ImageId));
        flow.OurImages().Count.ShouldBe(3);
    }

    [Fact]
    public async Task FailedRunThenTheSameIdAgain_AdoptsWhatIsThereAndDoublesNothing()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Targets);
        RefuseOnce(flow);
        (await flow.RunAsync(spec)).Outcome.ShouldBe(PromotionOutcome.PartlyFailed);
        var first = flow.OurImages().ToDictionary(image => image.Region, image => image.ImageId, StringComparer.Ordinal);

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(PromotionOutcome.Completed);
        result.Intake!.Adopted.ShouldBeTrue();
        result.Intake.ImageId.ShouldBe(first[Flow.Home]);
        result.Regions[0].Adopted.ShouldBeTrue();
        result.Regions[0].ImageId.ShouldBe(first["cn-shanghai"]);
        result.Regions[1].Adopted.ShouldBeFalse();
        flow.OurImages().Count.ShouldBe(3);
        flow.Copies("cn-shanghai").Count.ShouldBe(1);
    }

    [Fact]
    public async Task CancelOfTheSecondRun_LeavesWhatTheFirstMade()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Targets);
        RefuseOnce(flow);
        (await flow.RunAsync(spec)).Outcome.ShouldBe(PromotionOutcome.PartlyFailed);
        var first = flow.OurImages().Select(image => image.ImageId).ToList();
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.StallCopy, Region = "eu-central-1", Percent = 10 });

        var second = await flow.StartAsync(spec);
        await flow.UntilAsync(second, progress => progress.Regions.Any(row => row is { Region: "eu-central-1", State: RegionState.Waiting })
            && progress.Row("cn-shanghai").State == RegionState.Done);
        await second.CancelAsync();
        await Should.ThrowAsync<Temporalio.Exceptions.WorkflowFailedException>(() => second.GetResultAsync<PromotionResult>());

        await Histories.ReplayAsync(second);
        (await second.DescribeAsync()).Status.ShouldBe(WorkflowExecutionStatus.Canceled);
        flow.OurImages().Select(image => image.ImageId).ShouldBe(first, ignoreOrder: true);
        flow.OurImages("cn-shanghai")[0].SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
    }

    private static void RefuseOnce(Flow flow) => flow.Simulator.Faults.Add(new()
    {
        Kind = FaultKind.Error,
        Action = "CopyImage",
        Region = "eu-central-1",
        Code = "OperationDenied.NonCompliantDestinationRegion",
        HttpStatus = 403,
    });
}
