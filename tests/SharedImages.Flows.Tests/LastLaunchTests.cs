using SharedImages.Ecs.Simulator;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>Promotions that launch instances from their copies at the end.</summary>
public sealed class LastLaunchTests(FlowServer server)
{
    private const string Region = "cn-shanghai";
    private const string Other = "cn-beijing";
    private const string Ours = SimulatorWorld.OurAccount;

    [Fact]
    public async Task WhenAllCopiesAreThere_InstancesAreLaunchedFromThem()
    {
        await using var flow = await StartAsync();
        var spec = Spec(flow, Region, Other);

        var handle = await flow.StartAsync(spec);
        var result = await Flow.ResultAsync(handle);

        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Summary.ShouldBe($"web-base {spec.Version}: 2 of 2 regions done; launch: web-base {spec.Version}: 1 of 1 region done, 2 instances of 2 there.");
        var launched = result.Launch!.Regions.ShouldHaveSingleItem();
        launched.ImageId.ShouldBe(flow.OurImages(Region).ShouldHaveSingleItem().ImageId);
        Instances(flow).Select(instance => instance.InstanceId).ShouldBe(launched.Instances.Select(instance => instance.InstanceId), ignoreOrder: true);
    }

    [Fact]
    public async Task WhatItParksOn_IsShownAndDecidedAtThePromotion()
    {
        await using var flow = await StartAsync();
        Stock(flow, 1);
        var handle = await flow.StartAsync(Spec(flow, Region));

        var progress = await flow.UntilParkedAsync(handle, $"launch/{Region}");
        progress.Phase.ShouldBe(OperationPhase.Launching);
        progress.WaitsForDecision.ShouldBeTrue();
        progress.Row($"launch/{Region}").Error!.Kind.ShouldBe(StepErrorKind.Capacity);
        progress.Row($"launch/{Region}").Step.ShouldBe("launch");
        Stock(flow, 5);
        await Flow.ResolveAsync(handle, $"launch/{Region}", ResolveAction.Retry);

        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        Instances(flow).Count.ShouldBe(2);
    }

    [Fact]
    public async Task ADecisionAtTheLaunchItself_IsShownAtThePromotionToo()
    {
        await using var flow = await StartAsync();
        Stock(flow, 1);
        var spec = Spec(flow, Region);
        var handle = await flow.StartAsync(spec);
        await flow.UntilParkedAsync(handle, $"launch/{Region}");
        Stock(flow, 5);

        await Flow.ResolveAsync(flow.Client.GetWorkflowHandle(LaunchId(spec)), Region, ResolveAction.Retry);

        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
    }

    [Fact]
    public async Task WithTwoRegions_ItWaitsForSomebodyWhenNoneOfThemMovesAnyMore()
    {
        await using var flow = await StartAsync();
        Stock(flow, 1);
        Stock(flow, 1, Other);
        var handle = await flow.StartAsync(Spec(flow, Region, Other)
            .With("launch", new { targets = new[] { LaunchBuilder.Target(Region, count: 2), LaunchBuilder.Target(Other, count: 2) }, instance = new { name = "web" } }));
        await flow.UntilAsync(handle, progress => progress.WaitsForDecision);
        Stock(flow, 5);
        await Flow.ResolveAsync(handle, $"launch/{Region}", ResolveAction.Retry);

        var progress = await flow.UntilAsync(handle, progress => progress.Row($"launch/{Region}").State == ItemState.Done);
        progress.WaitsForDecision.ShouldBeTrue("the other one is parked");
        progress.Row($"launch/{Other}").State.ShouldBe(ItemState.Parked);
        await Flow.ResolveAsync(handle, $"launch/{Other}", ResolveAction.Skip);

        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Launch!.Regions.Select(region => region.State).ShouldBe([ItemState.Done, ItemState.Skipped]);
    }

    [Fact]
    public async Task CancelWhileItLaunches_GoesBackThroughAllOfIt()
    {
        await using var flow = await StartAsync();
        Stock(flow, 1);
        var handle = await flow.StartAsync(Spec(flow, Region));
        await flow.UntilParkedAsync(handle, $"launch/{Region}");

        await handle.CancelAsync();
        (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync())).InnerException.ShouldBeOfType<CanceledFailureException>();
        await Histories.ReplayAsync(handle);

        Instances(flow).ShouldBeEmpty();
        flow.OurImages().ShouldBeEmpty();
        flow.OurSnapshots().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("keep", OperationOutcome.PartlyFailed, 1)]
    [InlineData("undo", OperationOutcome.Failed, 0)]
    public async Task AFailedLaunch_IsAFailureOfThePromotion(string onFailure, OperationOutcome outcome, int left)
    {
        await using var flow = await StartAsync();
        Stock(flow, 1);
        var handle = await flow.StartAsync(Spec(flow, Region).With("onFailure", onFailure));
        await flow.UntilParkedAsync(handle, $"launch/{Region}");

        await Flow.ResolveAsync(handle, $"launch/{Region}", ResolveAction.Abort);

        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(outcome, result.Summary);
        result.Launch!.Outcome.ShouldBe(OperationOutcome.Failed);
        Instances(flow).Count.ShouldBe(left);
        flow.OurImages(Region).Count.ShouldBe(left);
    }

    [Fact]
    public async Task TheLaunchCancelledAlone_DoesNotCancelThePromotion()
    {
        await using var flow = await StartAsync();
        Stock(flow, 1);
        var spec = Spec(flow, Region);
        var handle = await flow.StartAsync(spec);
        await flow.UntilParkedAsync(handle, $"launch/{Region}");

        await flow.Client.GetWorkflowHandle(LaunchId(spec)).CancelAsync();

        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        result.Launch!.Summary.ShouldBe($"launch/web-base/{spec.Version} was canceled, and what it launched was removed; its own result tells more.");
        Instances(flow).ShouldBeEmpty();
        flow.OurImages(Region).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ARerun_DoesNotLaunchOnceMore()
    {
        await using var flow = await StartAsync();
        var spec = Spec(flow, Region);
        (await flow.RunAsync(spec)).Outcome.ShouldBe(OperationOutcome.Completed);

        var again = await Flow.ResultAsync(await flow.StartAsync(spec, again: true));

        again.Outcome.ShouldBe(OperationOutcome.Completed, again.Summary);
        again.Launch!.Summary.ShouldBe($"launch/web-base/{spec.Version} had completed before; nothing was launched.");
        Instances(flow).Count.ShouldBe(2);
    }

    [Fact]
    public async Task ALaunchOfThatNameThatSomebodyHasStarted_IsWaitedForAndNotStopped()
    {
        await using var flow = await StartAsync();
        var spec = Spec(flow, Region);
        Stock(flow, 1);
        var image = flow.Simulator.State.AddImage(Ours, new() { Region = Region, Name = "built-here" });
        var byHand = await new LaunchBuilder(flow, image, Region).With("name", SpecBuilder.Name).StartAsync(LaunchId(spec));
        await flow.UntilParkedAsync(byHand, Region);

        var handle = await flow.StartAsync(spec);
        await flow.UntilAsync(handle, progress => progress.Phase == OperationPhase.Launching);
        Stock(flow, 5);
        await Flow.ResolveAsync(byHand, Region, ResolveAction.Retry);

        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Launch!.Regions.ShouldBeEmpty("it is another launch's");
        Instances(flow).ShouldAllBe(instance => instance.ImageId == image);
        Instances(flow).Count.ShouldBe(3);
    }

    [Fact]
    public async Task NewsOfALaunchThatIsNone_AreNotShown()
    {
        await using var flow = await StartAsync();
        Stock(flow, 1);
        var handle = await flow.StartAsync(Spec(flow, Region));
        await flow.UntilParkedAsync(handle, $"launch/{Region}");

        await handle.SignalAsync(ContractNames.RegionChanged, [new { item = "cn-nowhere", state = "parked" }]);

        (await Flow.ProgressAsync(handle)).Items.ShouldNotContain(row => row.Item.Contains("nowhere", StringComparison.Ordinal));
        await handle.CancelAsync();
        await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync());
    }

    [Fact]
    public async Task WhatTheWorkerDoesNotAllow_IsRefusedBeforeAnythingIsCopied()
    {
        await using var flow = await Flow.StartAsync(server, Options with { Trust = new FlowOptions().Trust });

        var result = await flow.RunAsync(Spec(flow, Region));

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Refusals.ShouldContain(refusal => refusal.Rule == "launch-count");
        flow.Simulator.State.Ledger.Entries.ShouldBeEmpty();
    }

    private static FlowOptions Options => new() { Trust = LaunchBuilder.Allowing(new FlowOptions().Trust) };

    private Task<Flow> StartAsync() => Flow.StartAsync(server, Options);

    private static SpecBuilder Spec(Flow flow, params string[] regions) =>
        flow.Spec(regions).With("launch", new { targets = new[] { LaunchBuilder.Target(Region, count: 2) }, instance = new { name = "web" } });

    private static string LaunchId(SpecBuilder spec) => OperationKinds.Launch.WorkflowId(SpecBuilder.Name, spec.Version);

    private static IReadOnlyList<SimulatedInstance> Instances(Flow flow) => flow.Simulator.State.Instances(Ours);

    // In each of the region's zones none but the first has any.
    private static void Stock(Flow flow, int left, string region = Region)
    {
        for (var i = 0; i < LaunchBuilder.VSwitches(region).Length; i++)
        {
            flow.Simulator.State.SetStock(LaunchBuilder.Zone(region, i), "ecs.g7.large", i == 0 ? left : 0);
        }
    }
}
