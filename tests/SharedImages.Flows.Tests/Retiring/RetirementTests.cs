using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>Retirements take days, so that they play on a rehearsal whatever the tests run on; what is over at once also on the server.</summary>
public sealed class RetirementTests(FlowServer server)
{
    private const string Ours = SimulatorWorld.OurAccount;
    private const string Consumer = SimulatorWorld.ConsumerAccount;

    [Fact]
    public async Task AVersion_IsMarkedThenWithdrawnThenDeletedWithItsSnapshots()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var promoted = await PromoteAsync(flow, "cn-shanghai", "us-east-1");
        var image = promoted.Regions[0].ImageId!;

        var started = flow.Now;
        var handle = await StartAsync(flow);
        await flow.DelayAsync(TimeSpan.FromHours(47));
        var (marked, shared) = (flow.Simulator.State.Image(image), flow.Simulator.State.Shares(image));
        await flow.DelayAsync(TimeSpan.FromHours(2));
        var (withdrawn, taken) = (flow.Simulator.State.Image(image), flow.Simulator.State.Shares(image));
        await flow.DelayAsync(TimeSpan.FromHours(70));
        var last = flow.OurImages().Count;
        var result = await Flow.ResultAsync<RetirementResult>(handle, Histories.ReplayUncomparedAsync);

        marked.Status.ShouldBe(ImageStatus.Available);
        marked.Tags[Lineage.Mark].ShouldBe("retiring");
        shared.ShouldBe([Consumer]);
        withdrawn.Status.ShouldBe(ImageStatus.Deprecated);
        taken.ShouldBeEmpty();
        last.ShouldBe(3);
        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Images.ShouldAllBe(retired => retired.State == ItemState.Done && retired.RemovedSnapshots.Count > 0);
        result.Images.Single(retired => retired.ImageId == image).TakenFrom.ShouldBe([Consumer]);
        (flow.Now - started).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(5));
        flow.OurImages().ShouldBeEmpty();
        flow.OurSnapshots().ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatAChannelOrInstancesHold_IsKept()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var promoted = await PromoteAsync(flow, "cn-shanghai", "us-east-1", "eu-central-1");
        var (free, pointed, used) = (promoted.Regions[0].ImageId!, promoted.Regions[1].ImageId!, promoted.Regions[2].ImageId!);
        await TagAsync(flow, "us-east-1", pointed, Lineage.Channel("prod"));
        flow.Simulator.State.AddInstance(Ours, new() { Region = "eu-central-1", Name = "web-1", Image = used });

        var result = await RunAsync(flow);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        Of(result, free).State.ShouldBe(ItemState.Done);
        Of(result, pointed).KeptFor.ShouldBe("channel prod points to it");
        Of(result, used).KeptFor.ShouldBe("instances of ours run from it");
        flow.OurImages().Select(image => image.ImageId).ShouldBe([pointed, used], ignoreOrder: true);
        flow.OurImages().ShouldAllBe(image => image.Status == ImageStatus.Available && image.SharedWith.Contains(Consumer) && !image.Tags.ContainsKey(Lineage.Mark));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task WhatSomethingBeginsToNeed_IsBroughtBack(int day)
    {
        await using var flow = await Flow.RehearseAsync(new());
        var image = (await PromoteAsync(flow, "cn-shanghai")).Regions.Single().ImageId!;
        var handle = await StartAsync(flow);
        await flow.DelayAsync(TimeSpan.FromDays(day));
        await TagAsync(flow, "cn-shanghai", image, Lineage.Channel("stage"));

        var result = await Flow.ResultAsync<RetirementResult>(handle, Histories.ReplayUncomparedAsync);

        Of(result, image).ShouldSatisfyAllConditions(
            kept => kept.State.ShouldBe(ItemState.Skipped),
            kept => kept.KeptFor.ShouldBe("channel stage points to it"),
            kept => kept.TakenFrom.ShouldBeEmpty());
        AsBefore(flow, image);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ACancel_BringsBackWhatIsNotDeletedYet(int day)
    {
        await using var flow = await Flow.RehearseAsync(new());
        var image = (await PromoteAsync(flow, "cn-shanghai")).Regions.Single().ImageId!;
        var handle = await StartAsync(flow);
        await flow.DelayAsync(TimeSpan.FromDays(day));

        await handle.CancelAsync();
        var result = await Flow.CanceledAsync<RetirementResult>(handle, Histories.ReplayUncomparedAsync);

        Of(result, image).State.ShouldBe(ItemState.Undone);
        result.Left.ShouldBeEmpty();
        AsBefore(flow, image);
    }

    [Fact]
    public async Task WithoutDelete_ItStaysWithdrawn()
    {
        await using var flow = await Flow.StartAsync(server);
        var image = (await PromoteAsync(flow, "cn-shanghai")).Regions.Single().ImageId!;

        var result = await RunAsync(flow, new { notice = "0s", delete = false });

        result.Summary.ShouldContain("2 of 2 images withdrawn");
        flow.Simulator.State.Image(image).Status.ShouldBe(ImageStatus.Deprecated);
        flow.Simulator.State.Shares(image).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnImageOnItsWayOut_IsNotLaunched()
    {
        var options = new FlowOptions();
        await using var flow = await Flow.RehearseAsync(options with { Trust = LaunchBuilder.Allowing(options.Trust) });
        var image = (await PromoteAsync(flow, "cn-shanghai")).Regions.Single().ImageId!;
        var handle = await StartAsync(flow);
        await flow.UntilAsync(handle, progress => progress.Items.Count == 2 && progress.Items.All(item => item.State == ItemState.Waiting));

        var launch = await Flow.ResultAsync<LaunchResult>(await new LaunchBuilder(flow, image, "cn-shanghai").StartAsync(), Histories.ReplayUncomparedAsync);

        launch.Refusals.Select(refusal => refusal.Message).ShouldContain($"{image} in cn-shanghai is on its way out (retiring); use another version");
    }

    [Fact]
    public async Task AStepThatFails_ParksItsImageAlone()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var image = (await PromoteAsync(flow, "cn-shanghai")).Regions.Single().ImageId!;
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "TagResources", Region = "cn-shanghai", Code = "Forbidden.RAM", HttpStatus = 403 });
        var handle = await StartAsync(flow);

        var parked = await flow.UntilAsync(handle, progress => progress.Items.Any(item => item.State == ItemState.Parked));
        await Flow.ResolveAsync(handle, $"cn-shanghai/{image}", ResolveAction.Retry);
        var result = await Flow.ResultAsync<RetirementResult>(handle, Histories.ReplayUncomparedAsync);

        parked.Items.Single(item => item.State == ItemState.Parked).Item.ShouldBe($"cn-shanghai/{image}");
        result.Outcome.ShouldBe(OperationOutcome.Completed);
        flow.OurImages().ShouldBeEmpty();
    }

    [Fact]
    public async Task AVersionThatIsNotThere_OrThatIsBeingMade_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server);
        var nothing = await RunAsync(flow);
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "ModifyImageSharePermission" });
        var promotion = await flow.StartAsync(flow.Spec("cn-shanghai"));
        await flow.UntilHeldAsync(held);

        var beingMade = await RunAsync(flow);
        held.Release();
        await Flow.ResultAsync<PromotionResult>(promotion, Histories.ReplayUncomparedAsync);

        nothing.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("version-found");
        beingMade.Refusals.ShouldAllBe(refusal => refusal.Rule == "kept" && refusal.Message.EndsWith($"kept: {promotion.Id} is under way and works with it"));
        flow.OurImages().ShouldAllBe(image => image.Status == ImageStatus.Available && !image.Tags.ContainsKey(Lineage.Mark));
    }

    private static async Task<PromotionResult> PromoteAsync(Flow flow, params string[] regions) =>
        await Flow.ResultAsync<PromotionResult>(await flow.StartAsync(flow.Spec(regions)), Histories.ReplayUncomparedAsync);

    private static RetirementOutcome Of(RetirementResult result, string imageId) => result.Images.Single(image => image.ImageId == imageId);

    private static void AsBefore(Flow flow, string imageId)
    {
        var image = flow.Simulator.State.Image(imageId);
        image.Status.ShouldBe(ImageStatus.Available);
        image.SharedWith.ShouldBe([Consumer]);
        image.Tags.ShouldNotContainKey(Lineage.Mark);
    }

    private static Task TagAsync(Flow flow, string region, string imageId, string key) =>
        flow.ByHandAsync(ecs => ecs.TagResourcesAsync(new(region, "image", [imageId], [new(key, "true")])));

    private static async Task<RetirementResult> RunAsync(Flow flow, object? pace = null) =>
        await Flow.ResultAsync<RetirementResult>(await StartAsync(flow, pace), Histories.ReplayUncomparedAsync);

    /// <summary>Two days of notice and three of soak, unless told otherwise.</summary>
    private static Task<WorkflowHandle> StartAsync(Flow flow, object? pace = null)
    {
        var spec = System.Text.Json.JsonSerializer.SerializeToNode(pace ?? new { notice = "2d", soak = "3d" })!.AsObject();
        spec["apiVersion"] = ContractNames.ApiVersion;
        spec["kind"] = RetirementSpec.SpecKind;
        spec["name"] = SpecBuilder.Name;
        spec["version"] = flow.Spec("cn-shanghai").Version;
        return flow.StartJsonAsync(OperationKinds.Retirement.WorkflowId(SpecBuilder.Name, flow.Spec("cn-shanghai").Version), spec, again: true);
    }
}
