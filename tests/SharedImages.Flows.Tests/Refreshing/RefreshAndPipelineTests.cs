using SharedImages.Ecs.Simulator;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>A refresh beside what others do with the same version: pipelines, operators, sharings.</summary>
public sealed class RefreshAndPipelineTests(FlowServer server)
{
    private const string Second = "cn-shanghai";
    private static readonly string[] Targets = [Flow.Home, Second];

    [Fact]
    public async Task APromotionUnderWay_IsJoined_AndNothingIsMadeTwice()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets);
        var pipeline = await StartParkedAsync(flow, spec);

        var handle = await flow.StartAsync(spec);
        await flow.UntilAsync(handle, progress => progress.Phase == OperationPhase.Promoting);
        await Flow.ResolveAsync(pipeline, Second, ResolveAction.Retry);
        var (result, promoted) = (await Flow.ResultAsync<RefreshResult>(handle), await pipeline.GetResultAsync<PromotionResult>());

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Regions.Select(region => region.Found).ShouldBe([RegionState.Current, RegionState.Building]);
        (result.Promotion, result.PromotionRunId, result.Joined).ShouldBe((pipeline.Id, pipeline.ResultRunId, true));
        result.Regions.Select(region => region.ImageId).ShouldBe(promoted.Regions.Select(region => region.ImageId));
        Targets.ShouldAllBe(target => flow.Copies(target).Count(request => request.HttpStatus == 200) == 1);
    }

    [Fact]
    public async Task APipelineAtTheSameMoment_OneRunOneSetOfCopies()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets);

        var (pipeline, handle) = (flow.StartJsonAsync(spec.PromotionId(), spec.Promotion()), flow.StartAsync(spec));
        var result = await Flow.ResultAsync<RefreshResult>(await handle, Histories.ReplayUncomparedAsync);
        var promoted = await (await pipeline).GetResultAsync<PromotionResult>();

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Promotion.ShouldBe(spec.PromotionId());
        result.PromotionRunId.ShouldBe((await pipeline).ResultRunId);
        result.Regions.Select(region => region.ImageId).ShouldBe(promoted.Regions.Select(region => region.ImageId));
        flow.OurImages().Count.ShouldBe(2);
        Targets.ShouldAllBe(target => flow.Copies(target).Count == 1);
    }

    [Fact]
    public async Task ACompletedPromotionThatTheRefreshOnlyAddsTo_RunsOnceMore()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets);
        var alone = flow.Refresh(Flow.Home);
        var pipeline = await flow.StartJsonAsync(spec.PromotionId(), alone.Promotion());
        (await pipeline.GetResultAsync<PromotionResult>()).Outcome.ShouldBe(OperationOutcome.Completed);

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Regions.Select(region => (region.Found, region.State)).ShouldBe([(RegionState.Current, ItemState.Done), (RegionState.Missing, ItemState.Done)]);
        result.PromotionRunId.ShouldNotBe(pipeline.ResultRunId);
        Targets.ShouldAllBe(target => flow.Copies(target).Count == 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task APromotionWithAnotherSpec_IsLeftAlone_AndTheDifferenceIsSaid(bool isOpen)
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets);
        var another = spec.Promotion() with { Image = spec.Promotion().Image with { Family = "another" } };
        var pipeline = await StartParkedAsync(flow, spec, another);
        if (!isOpen)
        {
            // It completes, and one of its images is gone: there is something to do, but another promotion has the version.
            await Flow.ResolveAsync(pipeline, Second, ResolveAction.Retry);
            await flow.DeleteAsync(Second, (await pipeline.GetResultAsync<PromotionResult>()).Regions[1].ImageId!);
        }

        var writes = Writes(flow);
        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        var refusal = result.Refusals.ShouldHaveSingleItem();
        refusal.Rule.ShouldBe("same-promotion");
        refusal.Message.ShouldBe($"{spec.PromotionId()} was started with another spec (here = this refresh, there = that run): image.family: web-base here, another there; make both say the same");
        Writes(flow).ShouldBe(writes);
        (await pipeline.DescribeAsync()).Status.ShouldBe(isOpen ? WorkflowExecutionStatus.Running : WorkflowExecutionStatus.Completed);
    }

    [Fact]
    public async Task ARegionThatSomebodyLeftOut_StaysOut()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets);
        RefuseCopies(flow);
        var handle = await flow.StartAsync(spec);
        var promotion = await flow.UntilStartedAndParkedAsync(spec.PromotionId(), Second);
        await Flow.ResolveAsync(promotion, Second, ResolveAction.Skip);
        var first = await Flow.ResultAsync<RefreshResult>(handle);
        var writes = Writes(flow);

        var second = await flow.RunAsync(spec);

        first.Outcome.ShouldBe(OperationOutcome.Completed);
        first.Regions.Select(region => (region.Found, region.State)).ShouldBe([(RegionState.Missing, ItemState.Done), (RegionState.Missing, ItemState.Skipped)]);
        second.Outcome.ShouldBe(OperationOutcome.Completed);
        second.Regions.Select(region => (region.Found, region.State)).ShouldBe([(RegionState.Current, ItemState.Done), (RegionState.Skipped, ItemState.Skipped)]);
        second.Promotion.ShouldBeNull();
        Writes(flow).ShouldBe(writes);
    }

    [Fact]
    public async Task Canceled_ThePromotionGoesOn()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets);
        RefuseCopies(flow);
        var handle = await flow.StartAsync(spec);
        var promotion = await flow.UntilStartedAndParkedAsync(spec.PromotionId(), Second);

        await handle.CancelAsync();
        var result = await Flow.CanceledAsync<RefreshResult>(handle);
        var status = (await promotion.DescribeAsync()).Status;
        await Flow.ResolveAsync(promotion, Second, ResolveAction.Retry);

        result.Outcome.ShouldBe(OperationOutcome.Canceled);
        result.Promotion.ShouldBe(promotion.Id);
        result.Summary.ShouldBe($"{spec.Name} {RefreshBuilder.Version}: the refresh was canceled. The promotion {promotion.Id} goes on; to stop that too, cancel it.");
        status.ShouldBe(WorkflowExecutionStatus.Running);
        (await promotion.GetResultAsync<PromotionResult>()).Outcome.ShouldBe(OperationOutcome.Completed);
    }

    [Fact]
    public async Task DriftBesideAJoinedPromotion_IsRepairedWhenThatHasEnded()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets).With("drift", "repair");
        var pipeline = await StartParkedAsync(flow, spec);
        await flow.DriftAsync(Flow.Home, flow.OurImages(Flow.Home).ShouldHaveSingleItem().ImageId);
        var handle = await flow.StartAsync(spec);
        await flow.UntilAsync(handle, progress => progress.Phase == OperationPhase.Promoting);

        await Flow.ResolveAsync(pipeline, Second, ResolveAction.Retry);
        var result = await Flow.ResultAsync<RefreshResult>(handle);

        result.Regions.Select(region => (region.Found, region.State)).ShouldBe([(RegionState.Drifted, ItemState.Done), (RegionState.Building, ItemState.Done)]);
        result.Regions[0].Repaired.Select(drift => drift.What).ShouldBe(["family", "tag team"]);
        flow.OurImages(Flow.Home).ShouldHaveSingleItem().Family.ShouldBe("web-base");
    }

    [Fact]
    public async Task WhatASharingTookBack_StaysSo()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets).With("drift", "repair");
        var image = (await flow.RunAsync(spec)).Regions[1].ImageId!;
        await flow.RunAsync(flow.Sharing().OfImages((Second, image)).Remove(SimulatorWorld.ConsumerAccount).With("confirmed", true));

        var result = await flow.RunAsync(spec);

        result.Regions.ShouldAllBe(region => region.Found == RegionState.Current);
        flow.Simulator.State.Shares(image).ShouldBeEmpty();
    }

    [Fact]
    public async Task ARepairCalledByAForeignWorkflow_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets);
        var done = await flow.RunAsync(spec);
        await flow.DriftAsync(Second, done.Regions[1].ImageId!);
        var writes = Writes(flow);
        using var foreign = new ForeignWorker(flow);
        var request = new RepairImageRequest(SimulatorWorld.OurAccount, Second, done.Regions[1].ImageId!, done.Version, done.Source!, spec.ToSpec());

        var refusal = await foreign.RunAsync(async () =>
            await (await foreign.StartAsync("ForeignRefresher", $"{spec.WorkflowId}-attack", request)).GetResultAsync<string>());

        refusal.ShouldStartWith("RepairImage was refused: ");
        refusal.ShouldContain("(ForeignRefresher) is no refresh");
        Writes(flow).ShouldBe(writes);
    }

    /// <summary>The first copy to there is refused, so that its region parks.</summary>
    private static void RefuseCopies(Flow flow) =>
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Region = "cn-shanghai", Code = "Forbidden.RAM", HttpStatus = 403 });

    private static async Task<WorkflowHandle> StartParkedAsync(Flow flow, RefreshBuilder spec, PromotionSpec? promotion = null)
    {
        RefuseCopies(flow);
        var handle = await flow.StartJsonAsync(spec.PromotionId(), promotion ?? spec.Promotion());
        await flow.UntilParkedAsync(handle, Second);
        return handle;
    }

    private static int Writes(Flow flow) => flow.Simulator.State.Ledger.Entries.Count;
}
