using SharedImages.Ecs.Simulator;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

public sealed class DecisionTests(FlowServer server)
{
    private const string Target = "cn-shanghai";

    [Fact]
    public async Task WrongSecret_TheFirstStepParksAndGoesOnAfterResolve()
    {
        var ours = WorkerSetup.KeyOf(SimulatorWorld.OurAccount);
        await using var flow = await Flow.StartAsync(server, new() { Worker = new() { Key = ours with { Secret = "not-the-secret" } } });
        var handle = await flow.StartAsync(flow.Spec(Target));

        var parked = await flow.UntilParkedAsync(handle, ContractNames.PromotionItem);
        parked.Phase.ShouldBe(OperationPhase.Resolving);
        parked.WaitsForDecision.ShouldBeTrue();
        parked.Row(ContractNames.PromotionItem).Error!.Code.ShouldBe("SignatureDoesNotMatch");
        parked.Row(ContractNames.PromotionItem).Error!.Remedy.ShouldBe("give the worker the right secret (ALIBABA_CLOUD_ACCESS_KEY_SECRET)");

        flow.Worker.Key = ours;
        await Flow.ResolveAsync(handle, ContractNames.PromotionItem, ResolveAction.Retry);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
    }

    [Fact]
    public async Task ClockOffByTwentyMinutes_Parks()
    {
        await using var flow = await Flow.StartAsync(server, new() { Worker = new() { ClockAhead = TimeSpan.FromMinutes(20) } });
        var handle = await flow.StartAsync(flow.Spec(Target));

        var error = (await flow.UntilParkedAsync(handle, ContractNames.PromotionItem)).Row(ContractNames.PromotionItem).Error!;
        error.Code.ShouldBe("InvalidTimeStamp.Expired");
        error.Remedy.ShouldMatch(@"^set the clock of the worker's machine \(NTP\), which says \S+ \S+Z, to ECS's, \S+ \S+Z; ECS allows 15 minutes of difference$");

        await Flow.ResolveAsync(handle, ContractNames.PromotionItem, ResolveAction.Abort);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Refused);
    }

    [Fact]
    public async Task EcsUnreachable_ParksAfterPatience()
    {
        await using var flow = await Flow.StartAsync(server, new()
        {
            Waiting = new FlowOptions().Waiting with { Patience = TimeSpan.FromSeconds(1) },
            Ecs = options => options with { Endpoint = ClosedPort.Endpoint },
        });
        var handle = await flow.StartAsync(flow.Spec(Target));

        var parked = await flow.UntilParkedAsync(handle, ContractNames.PromotionItem);
        parked.WaitsForDecision.ShouldBeTrue("no region has begun");
        var row = parked.Items.ShouldHaveSingleItem();
        row.Hop.ShouldBeNull();
        row.Since.ShouldNotBeNull();
        row.Error!.Kind.ShouldBe(StepErrorKind.Unreachable);
        row.Error.Remedy.ShouldStartWith("see whether the worker reaches the ECS endpoint of cn-hangzhou");

        await Flow.ResolveAsync(handle, ContractNames.PromotionItem, ResolveAction.Abort);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Refused);
    }

    [Fact]
    public async Task ResolveThatCannotBeCarriedOut_IsRejectedAndSaysWhatCan()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.State.DisableKey(Target, SpecBuilder.KeyIn(Target));
        var handle = await flow.StartAsync(flow.Spec(Target));
        await flow.UntilParkedAsync(handle, Target);

        (await RejectionAsync(new ResolveRequest("eu-central-1", "copy", ResolveAction.Retry))).ShouldBe("eu-central-1 is not parked; parked: cn-shanghai at copy");
        (await RejectionAsync(new ResolveRequest(Target, "wait", ResolveAction.Retry))).ShouldBe("cn-shanghai is not parked at wait but at copy; look again, then decide on that");
        (await RejectionAsync(new { item = Target, step = "copy", action = "explode" })).ShouldStartWith("not a decision (");
        (await RejectionAsync(new { item = Target, action = "retry" })).ShouldStartWith("not a decision (");
        (await RejectionAsync("retry")).ShouldStartWith("not a decision (");

        // As a signal an impossible one is ignored, a possible one taken.
        await handle.SignalAsync(ContractNames.Resolve, [new { item = "eu-central-1", step = "copy", action = "retry" }]);
        await handle.SignalAsync(ContractNames.RegionChanged, ["no news"]);
        await handle.SignalAsync(ContractNames.RegionChanged, [new { item = "eu-central-1", hop = "distribution", state = "parked" }]);
        await handle.SignalAsync(ContractNames.Resolve, [new { item = Target, step = "copy", action = "skip" }]);
        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Failed);
        result.Regions[0].State.ShouldBe(ItemState.Skipped);

        async Task<string> RejectionAsync(object request) =>
            (await Should.ThrowAsync<WorkflowUpdateFailedException>(() => handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [request]))).InnerException!.Message;
    }

    [Fact]
    public async Task FailedIntake_NoTargetIsBegun()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.FailCopy, Region = Flow.Home, Times = 3 });
        var handle = await flow.StartAsync(flow.Spec(Target));

        var parked = await flow.UntilParkedAsync(handle, Flow.Home);
        parked.WaitsForDecision.ShouldBeTrue("the targets depend on the intake");
        parked.Row(Flow.Home).Actions.ShouldNotContain(ResolveAction.Skip);

        await Flow.ResolveAsync(handle, Flow.Home, ResolveAction.Abort);
        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Failed);
        result.Regions[0].Error!.Kind.ShouldBe(StepErrorKind.NotStarted);
        flow.Copies(Target).ShouldBeEmpty();
    }

    [Fact]
    public async Task SkipWithOnFailureUndo_LeavesTheOthersAndCompletes()
    {
        await using var flow = await Flow.StartAsync(server, new() { Waiting = new FlowOptions().Waiting with { StallTime = TimeSpan.FromSeconds(2) } });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.StallCopy, Region = Target, Percent = 50 });
        var spec = flow.Spec(Target, "cn-beijing").With("onFailure", "undo");
        var handle = await flow.StartAsync(spec);
        await flow.UntilAsync(handle, progress => progress.WaitsForDecision);

        await Flow.ResolveAsync(handle, Target, ResolveAction.Skip);
        var result = await Flow.ResultAsync(handle);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Summary.ShouldBe($"web-base {spec.Version}: 1 of 2 regions done, 1 skipped by decision ({Target}).");
        result.Undo.ShouldBeNull();
        flow.OurImages("cn-beijing").ShouldHaveSingleItem().SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
        flow.OurImages(Target).ShouldBeEmpty("what was made in a region that is left out is removed");
        flow.OurSnapshots().ShouldNotContain(snapshot => snapshot.Region == Target);
    }

    [Theory]
    [InlineData("update")]
    [InlineData("signal")]
    public async Task DecisionOnARegionWhoseWorkflowHasJustClosed_HitsNothingAndFailsNothing(string by)
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.State.DisableKey(Target, SpecBuilder.KeyIn(Target));
        var handle = await flow.StartAsync(flow.Spec(Target, "cn-beijing").With("onFailure", "undo"));
        await flow.UntilAsync(handle, progress => progress.WaitsForDecision);
        // Its promotion does not know yet when the decision arrives: nobody works.
        await flow.Worker.StopAsync();
        var request = new ResolveRequest(Target, "copy", ResolveAction.Retry);
        Task decided = by == "signal" ? handle.SignalAsync(ContractNames.Resolve, [request]) : RejectedAsync();
        await (by == "signal" ? decided : Task.CompletedTask);
        await flow.Client.GetWorkflowHandle(ContractNames.RegionWorkflowId(handle.Id, Target)).TerminateAsync("by hand");
        await flow.StartWorkerAsync();

        await decided;
        var result = await Flow.ResultAsync(handle);

        result.Outcome.ShouldBe(OperationOutcome.Failed, "it was undone in order, as onFailure says");
        result.Regions[0].Error!.Message.ShouldStartWith("cn-shanghai: its workflow ended without an outcome");
        flow.OurImages().ShouldBeEmpty();

        async Task RejectedAsync() =>
            (await Should.ThrowAsync<WorkflowUpdateFailedException>(() => handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [request])))
                .InnerException!.Message.ShouldStartWith("cn-shanghai has ended meanwhile");
    }

    [Fact]
    public async Task DecisionForAStepThatIsOver_HitsNoLaterOne()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.State.DisableKey(Target, SpecBuilder.KeyIn(Target));
        var handle = await flow.StartAsync(flow.Spec(Target));
        await flow.UntilParkedAsync(handle, Target);
        flow.Simulator.State.EnableKey(Target, SpecBuilder.KeyIn(Target));
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ModifyImageSharePermission", Code = "QuotaExceed.ShareImage", HttpStatus = 403 });
        await Flow.ResolveAsync(handle, Target, ResolveAction.Retry);
        await flow.UntilAsync(handle, progress => progress.Row(Target) is { State: ItemState.Parked, Step: "share" });

        // Somebody else decides on what he saw before.
        await handle.SignalAsync(ContractNames.Resolve, [new ResolveRequest(Target, "copy", ResolveAction.Abort)]);
        await Flow.ResolveAsync(handle, Target, ResolveAction.Retry);

        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
    }

    [Fact]
    public async Task RetryAsNewOfAStalledCopyThatWasAdopted_MakesAnother()
    {
        await using var flow = await Flow.StartAsync(server, new() { Waiting = new FlowOptions().Waiting with { StallTime = TimeSpan.FromSeconds(2) } });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.StallCopy, Region = Target, Percent = 50 });
        var spec = flow.Spec(Target);
        var first = await flow.StartAsync(spec);
        await flow.UntilParkedAsync(first, Target);
        await first.TerminateAsync("by hand");
        // Its parent's end cancels it.
        await flow.Client.GetWorkflowHandle(ContractNames.RegionWorkflowId(first.Id, Target)).GetResultAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var stalled = flow.OurImages(Target).ShouldHaveSingleItem().ImageId;

        var second = await flow.StartAsync(spec);
        var parked = (await flow.UntilParkedAsync(second, Target)).Row(Target);
        (parked.Error!.Kind, parked.ImageId, parked.Adopted).ShouldBe((StepErrorKind.Stalled, stalled, true));
        await Flow.ResolveAsync(second, Target, ResolveAction.RetryAsNew);
        var result = await Flow.ResultAsync(second);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        var made = flow.OurImages(Target).ShouldHaveSingleItem();
        made.ImageId.ShouldNotBe(stalled);
        (made.ImageId, result.Regions[0].Adopted).ShouldBe((result.Regions[0].ImageId!, false));
    }

    [Fact]
    public async Task OwnImageThatParksBeforeAnythingIsBegun_HasARowOfItsOwnAndLeavesNoGhost()
    {
        await using var flow = await Flow.StartAsync(server);
        var own = flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Flow.Home, Name = "built-here" });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeRegions", Code = "Forbidden.RAM", HttpStatus = 403 });
        var handle = await flow.StartAsync(flow.Spec(Target)
            .With("source", new { region = Flow.Home, owner = SimulatorWorld.OurAccount, imageId = own })
            .With("intake", null)
            .With("targets", new[] { new { region = Target } }));

        var parked = await flow.UntilParkedAsync(handle, ContractNames.PromotionItem);
        parked.WaitsForDecision.ShouldBeTrue();
        parked.Items.ShouldHaveSingleItem().Step.ShouldBe("check regions");

        await Flow.ResolveAsync(handle, ContractNames.PromotionItem, ResolveAction.Retry);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
        (await Flow.ProgressAsync(handle)).Items.ShouldHaveSingleItem().Item.ShouldBe(Target);
    }
}
