using SharedImages.Ecs.Simulator;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>What terminated and lost promotions leave is found and deleted, and nothing else. Leftovers are days old, so that it plays on a rehearsal.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class SweepTests
{
    private static readonly string[] Regions = ["cn-shanghai", "us-east-1"];

    [Fact]
    public async Task CopiesOfATerminatedPromotion_AreListedThenDeletedWithTheirSnapshots()
    {
        await using var flow = await StartAsync();
        var run = await TerminateAsync(flow);
        await flow.DelayAsync(TimeSpan.FromDays(8));
        var (left, before) = (flow.OurImages(), flow.Simulator.State.Ledger.Entries.Count);

        var listed = await RunAsync(flow);
        var after = flow.Simulator.State.Ledger.Entries.Count;
        var removed = await RunAsync(flow, remove: true);
        var again = await RunAsync(flow);

        left.Select(image => image.Region).ShouldBe([Flow.Home, .. Regions], ignoreOrder: true);
        var intake = left.Single(image => image.Region == Flow.Home);
        intake.Tags[Lineage.Done].ShouldBe(Lineage.DoneValue);
        listed.Outcome.ShouldBe(OperationOutcome.Completed);
        listed.Summary.ShouldBe("2 leftovers of 1 run, 80 GiB.");
        listed.Images.ShouldAllBe(image => image.State == ItemState.Pending && image.Image.Run == run && image.Image.RunState == RunState.Terminated && image.Image.Promotion == flow.Spec().WorkflowId);
        after.ShouldBe(before);
        removed.Summary.ShouldBe("2 of 2 leftovers deleted.");
        removed.Images.ShouldAllBe(image => image.State == ItemState.Done && image.RemovedSnapshots.Count == 1);
        flow.OurImages().ShouldHaveSingleItem().ImageId.ShouldBe(intake.ImageId);
        flow.OurSnapshots().ShouldHaveSingleItem();
        again.Summary.ShouldBe("No leftovers.");
    }

    [Fact]
    public async Task GoldenImagesOfAPromotionThatTemporalHasForgotten_AreNoLeftovers()
    {
        await using var flow = await StartAsync(new() { Retention = TimeSpan.FromDays(3) });
        await Flow.ResultAsync<PromotionResult>(await flow.StartAsync(flow.Spec(Regions)), Histories.ReplayUncomparedAsync);
        await flow.DelayAsync(TimeSpan.FromDays(30));
        var there = flow.OurImages();

        var result = await RunAsync(flow, remove: true);

        (await Should.ThrowAsync<Temporalio.Exceptions.RpcException>(() => flow.Client.GetWorkflowHandle(flow.Spec().WorkflowId).DescribeAsync())).Code.ShouldBe(Temporalio.Exceptions.RpcException.StatusCode.NotFound);
        result.Images.ShouldBeEmpty();
        flow.OurImages().Select(image => image.ImageId).ShouldBe(there.Select(image => image.ImageId));
    }

    [Fact]
    public async Task CopiesOfAPromotionThatTemporalHasForgotten_AreLeftovers()
    {
        await using var flow = await StartAsync(new() { Retention = TimeSpan.FromDays(3) });
        await TerminateAsync(flow);
        await flow.DelayAsync(TimeSpan.FromDays(30));

        var result = await RunAsync(flow, remove: true);

        result.Images.ShouldAllBe(image => image.Image.RunState == RunState.Unknown && image.State == ItemState.Done);
        flow.OurImages().ShouldHaveSingleItem().Region.ShouldBe(Flow.Home);
    }

    [Fact]
    public async Task WhatIsTooYoungOrWhosePromotionRunsAgain_IsKept()
    {
        await using var flow = await StartAsync();
        await TerminateAsync(flow);
        await flow.DelayAsync(TimeSpan.FromHours(2));
        var young = await RunAsync(flow, remove: true);
        await flow.DelayAsync(TimeSpan.FromDays(8));
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "ModifyImageSharePermission" });
        var rerun = await flow.StartAsync(flow.Spec(Regions));
        await flow.UntilHeldAsync(held);

        var underWay = await RunAsync(flow, remove: true);
        held.Release();
        var promoted = await Flow.ResultAsync<PromotionResult>(rerun, Histories.ReplayUncomparedAsync);

        young.Summary.ShouldBe("0 of 0 leftovers deleted; 2 unfinished copies kept.");
        young.Images.ShouldAllBe(image => image.Image.KeptFor == "it is not old enough");
        underWay.Images.ShouldNotBeEmpty();
        underWay.Images.ShouldAllBe(image => image.State == ItemState.Skipped);
        promoted.Outcome.ShouldBe(OperationOutcome.Completed);
        promoted.Regions.ShouldAllBe(region => region.Adopted);
    }

    [Fact]
    public async Task OneThatIsNeededBetweenTheListAndItsTurn_IsKept()
    {
        await using var flow = await StartAsync();
        await TerminateAsync(flow);
        await flow.DelayAsync(TimeSpan.FromDays(8));
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldRequest, Action = "TagResources" });
        var sweep = await BeginAsync(flow, remove: true);
        await flow.UntilHeldAsync(held);
        foreach (var image in flow.OurImages())
        {
            flow.Simulator.State.AddInstance(SimulatorWorld.OurAccount, new() { Region = image.Region, Name = "web-1", Image = image.ImageId });
        }

        held.Release();
        var result = await Flow.ResultAsync<SweepResult>(sweep, Histories.ReplayUncomparedAsync);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Images.ShouldAllBe(image => image.State == ItemState.Skipped && image.Image.KeptFor!.EndsWith("is no leftover: instances of ours run from it"));
        flow.OurImages().Count.ShouldBe(3);
    }

    [Fact]
    public async Task ACancel_LeavesWhatIsNotDeletedYet()
    {
        await using var flow = await StartAsync();
        await TerminateAsync(flow);
        await TerminateAsync(flow, "2");
        await flow.DelayAsync(TimeSpan.FromDays(8));
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "DeleteImage", Region = "us-east-1" });
        var sweep = await BeginAsync(flow, remove: true);
        await flow.UntilHeldAsync(held);

        await sweep.CancelAsync();
        held.Release();
        var result = await Flow.CanceledAsync<SweepResult>(sweep, Histories.ReplayUncomparedAsync);

        result.Outcome.ShouldBe(OperationOutcome.Canceled);
        result.Images.Count(image => image.State == ItemState.Canceled).ShouldBe(Regions.Sum(region => flow.OurImages(region).Count));
        result.Images.Count(image => image.State == ItemState.Done).ShouldBeGreaterThan(0);
        flow.OurImages("us-east-1").ShouldHaveSingleItem();
        flow.OurSnapshots().Count.ShouldBe(flow.OurImages().Count);
    }

    [Theory]
    [InlineData("TagResources", FaultKind.HoldRequest)]
    [InlineData("TagResources", FaultKind.HoldAnswer)]
    [InlineData("DeleteImage", FaultKind.HoldRequest)]
    [InlineData("DeleteImage", FaultKind.HoldAnswer)]
    [InlineData("DeleteSnapshot", FaultKind.HoldRequest)]
    [InlineData("DeleteSnapshot", FaultKind.HoldAnswer)]
    public async Task AWorkerKilledAtAWrite_AnotherGoesOn(string action, FaultKind hold)
    {
        await using var flow = await StartAsync();
        await TerminateAsync(flow);
        await flow.DelayAsync(TimeSpan.FromDays(8));
        var held = flow.Simulator.Faults.Add(new() { Kind = hold, Action = action });
        var sweep = await BeginAsync(flow, remove: true);
        await flow.UntilHeldAsync(held);

        await flow.KillAsync(flow.Worker);
        await flow.StartWorkerAsync();
        held.Release();
        var result = await sweep.GetResultAsync<SweepResult>();

        result.Images.ShouldAllBe(image => image.State == ItemState.Done);
        flow.OurImages().ShouldHaveSingleItem().Region.ShouldBe(Flow.Home);
        flow.OurSnapshots().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task OneThatCannotBeDeleted_FailsAloneAndIsNamed()
    {
        await using var flow = await StartAsync();
        await TerminateAsync(flow);
        await flow.DelayAsync(TimeSpan.FromDays(8));
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DeleteImage", Region = "us-east-1", Code = "Forbidden.RAM", HttpStatus = 403, Times = 100 });

        var result = await RunAsync(flow, remove: true);

        result.Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        result.Images.Single(image => image.State == ItemState.Failed).Image.Region.ShouldBe("us-east-1");
        result.Summary.ShouldStartWith($"1 of 2 leftovers deleted; us-east-1/{flow.OurImages("us-east-1").Single().ImageId} failed (");
    }

    [Theory]
    [InlineData("""{"apiVersion":"sharedimages/v1","kind":"Sweep","olderThan":"30m"}""", "olderThan")]
    [InlineData("""{"apiVersion":"sharedimages/v1","kind":"Sweep","name":"all"}""", "name")]
    [InlineData("""{"apiVersion":"sharedimages/v1","kind":"Sweep","account":"2000000000000002"}""", "account")]
    public async Task WhatCannotBeSwept_IsRefused(string spec, string field)
    {
        await using var flow = await StartAsync();

        var result = await Flow.ResultAsync<SweepResult>(await flow.StartJsonAsync("leftovers/all", System.Text.Json.Nodes.JsonNode.Parse(spec)!, again: true), Histories.ReplayUncomparedAsync);

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Errors.Select(error => error.Path).Concat(result.Refusals.Select(refusal => refusal.Rule)).ShouldHaveSingleItem().ShouldContain(field);
    }

    private static Task<Flow> StartAsync(FlowOptions? options = null) => Flow.RehearseAsync(options ?? new());

    /// <summary>A promotion that is terminated, with its children, while the copies of its regions are made; its intake is finished. Returns its run.</summary>
    private static async Task<string> TerminateAsync(Flow flow, string? version = null)
    {
        var handle = await flow.StartAsync(version is null ? flow.Spec(Regions) : new SpecBuilder(version, Regions));
        await flow.UntilWaitingAsync(handle, Regions);
        await handle.TerminateAsync();
        return handle.ResultRunId!;
    }

    private static async Task<SweepResult> RunAsync(Flow flow, bool remove = false) => await Flow.ResultAsync<SweepResult>(await BeginAsync(flow, remove), Histories.ReplayUncomparedAsync);

    private static Task<WorkflowHandle> BeginAsync(Flow flow, bool remove) => flow.StartJsonAsync(
        OperationKinds.Sweep.WorkflowId(SweepNames.All, ""), new { apiVersion = ContractNames.ApiVersion, kind = SweepSpec.SpecKind, remove }, again: true);
}
