using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class RefreshTests(FlowServer server)
{
    private const string Publisher = SimulatorWorld.PublisherAccount;
    private static readonly string[] Targets = [Flow.Home, "cn-shanghai"];

    [Fact]
    public async Task WhatIsMissing_IsPromoted_AndThenThereIsNothingToDo()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var spec = flow.Refresh(Targets);

        var first = await flow.RunAsync(spec);
        var second = await flow.RunAsync(spec);

        first.Outcome.ShouldBe(OperationOutcome.Completed);
        (first.Version, first.Promotion, first.Joined).ShouldBe((RefreshBuilder.Version, spec.PromotionId(), false));
        first.Source!.ImageId.ShouldBe(SimulatorWorld.EncryptedImageId);
        first.Regions.Select(region => (region.Region, region.Found, region.State)).ShouldBe([.. Targets.Select(target => (target, RegionState.Missing, ItemState.Done))]);
        first.Regions.Select(region => region.ImageId).ShouldBe(Targets.Select(target => flow.OurImages(target).ShouldHaveSingleItem().ImageId));
        second.Regions.Select(region => (region.Region, region.Found, region.State, region.ImageId))
            .ShouldBe(first.Regions.Select(region => (region.Region, RegionState.Current, ItemState.Done, region.ImageId)));
        (second.Outcome, second.Promotion).ShouldBe((OperationOutcome.Completed, null));
        second.Summary.ShouldBe($"{spec.Name} {RefreshBuilder.Version}: 2 current of 2 regions.");
        Copied(flow).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task ANewVersion_IsPromotedBesideTheOldOne()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var spec = flow.Refresh(Targets);
        await flow.RunAsync(spec);
        Publish(flow, "web-base-2026.12.08");

        var result = await flow.RunAsync(spec);

        (result.Version, result.Promotion).ShouldBe(("2026.12.08", spec.PromotionId("2026.12.08")));
        result.Regions.ShouldAllBe(region => region.State == ItemState.Done);
        flow.OurImages("cn-shanghai").Select(image => image.Name).ShouldBe(["web-base-2026.11.24", "web-base-2026.12.08"], ignoreOrder: true);
    }

    [Fact]
    public async Task APlan_OnlySaysWhatThereIsToDo()
    {
        await using var flow = await Flow.StartComparedAsync(server);

        var result = await flow.RunAsync(flow.Refresh(Targets).With("plan", true));

        (result.Outcome, result.Plan, result.Promotion).ShouldBe((OperationOutcome.Completed, true, null));
        result.Regions.ShouldAllBe(region => region.Found == RegionState.Missing && region.State == ItemState.Pending);
        result.Summary.ShouldEndWith(": 2 missing of 2 regions. Nothing was changed.");
        flow.OurImages().ShouldBeEmpty();
    }

    [Fact]
    public async Task AnImageDeletedByHand_IsMadeAnew_AndTheOthersAreTakenOver()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var spec = flow.Refresh(Targets);
        var first = await flow.RunAsync(spec);
        await flow.DeleteAsync("cn-shanghai", first.Regions[1].ImageId!);

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Regions.Select(region => (region.Found, region.State)).ShouldBe([(RegionState.Current, ItemState.Done), (RegionState.Missing, ItemState.Done)]);
        result.Promotion.ShouldBe(spec.PromotionId());
        result.PromotionRunId.ShouldNotBe(first.PromotionRunId);
        result.Regions[0].ImageId.ShouldBe(first.Regions[0].ImageId);
        result.Regions[1].ImageId.ShouldBe(flow.OurImages("cn-shanghai").ShouldHaveSingleItem().ImageId);
        Copied(flow).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Drift_IsReported_AndRepairedWhenAsked()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var spec = flow.Refresh(Targets);
        var image = (await flow.RunAsync(spec)).Regions[1].ImageId!;
        await flow.DriftAsync("cn-shanghai", image);

        var reported = await flow.RunAsync(spec);
        var repaired = await flow.RunAsync(spec.With("drift", "repair"));
        var again = await flow.RunAsync(spec);

        reported.Outcome.ShouldBe(OperationOutcome.Completed);
        reported.Regions.Select(region => (region.Found, region.State)).ShouldBe([(RegionState.Current, ItemState.Done), (RegionState.Drifted, ItemState.Pending)]);
        reported.Regions[1].Drift.Select(drift => drift.What).ShouldBe(["family", "tag team"]);
        repaired.Regions[1].ShouldSatisfyAllConditions(
            region => (region.Found, region.State).ShouldBe((RegionState.Drifted, ItemState.Done)),
            region => region.Repaired.Select(drift => drift.What).ShouldBe(["family", "tag team"]),
            region => region.Drift.ShouldBeEmpty());
        repaired.Promotion.ShouldBeNull();
        again.Regions.ShouldAllBe(region => region.Found == RegionState.Current);
        flow.Simulator.State.Image(image).Family.ShouldBe("web-base");
    }

    [Fact]
    public async Task ARepairThatEcsRefuses_FailsItsRegionAlone()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var spec = flow.Refresh(Targets).With("drift", "repair");
        foreach (var region in (await flow.RunAsync(spec)).Regions)
        {
            await flow.DriftAsync(region.Region, region.ImageId!);
        }

        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ModifyImageAttribute", Region = "cn-shanghai", Code = "Forbidden.RAM", HttpStatus = 403 });
        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        result.Regions.Select(region => region.State).ShouldBe([ItemState.Done, ItemState.Failed]);
        result.Regions[1].Error!.Remedy.ShouldBe("grant the worker's RAM identity ecs:ModifyImageAttribute in cn-shanghai");
    }

    [Fact]
    public async Task AnUnknownRegion_FailsAlone()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var spec = flow.Refresh([.. Targets, "cn-nowhere"]).With("share", new { accounts = Array.Empty<string>() });

        var first = await flow.RunAsync(spec);
        var second = await flow.RunAsync(spec);

        first.Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        first.Regions.Select(region => (region.Found, region.State))
            .ShouldBe([(RegionState.Missing, ItemState.Done), (RegionState.Missing, ItemState.Done), (RegionState.Unknown, ItemState.Failed)]);
        first.Regions[2].Error!.Kind.ShouldBe(StepErrorKind.RegionNotFound);
        (second.Outcome, second.Promotion).ShouldBe((OperationOutcome.PartlyFailed, null));
    }

    [Fact]
    public async Task APromotionThatFails_FailsItsRegionInTheRefresh_AndTheNextOneTriesAgain()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var spec = flow.Refresh(Targets);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Region = "cn-shanghai", Code = "Forbidden.RAM", HttpStatus = 403 });
        var handle = await flow.StartAsync(spec);
        var promotion = await flow.UntilStartedAndParkedAsync(spec.PromotionId(), "cn-shanghai");
        await Flow.ResolveAsync(promotion, "cn-shanghai", ResolveAction.Abort);

        var first = await Flow.ResultAsync<RefreshResult>(handle);
        var second = await flow.RunAsync(spec);

        first.Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        first.Regions.Select(region => region.State).ShouldBe([ItemState.Done, ItemState.Failed]);
        first.Regions[1].Error!.Kind.ShouldBe(StepErrorKind.Permission);
        first.Summary.ShouldContain($"; its promotion: {spec.Name} {RefreshBuilder.Version}: ");
        second.Regions.Select(region => (region.Found, region.State)).ShouldBe([(RegionState.Current, ItemState.Done), (RegionState.Missing, ItemState.Done)]);
    }

    [Fact]
    public async Task TheSourceIsUntrusted_IsRefusedBeforeAnyWrite()
    {
        await using var flow = await Flow.StartComparedAsync(server, new() { Trust = new() { ShareRecipients = [SimulatorWorld.ConsumerAccount] } });

        var result = await flow.RunAsync(flow.Refresh(Targets));

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("trusted-owner");
        flow.OurImages().ShouldBeEmpty();
    }

    [Fact]
    public async Task AnotherIdThanTheSpecs_IsRefused()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var spec = flow.Refresh(Targets);

        var result = await Flow.ResultAsync<RefreshResult>(await flow.StartJsonAsync($"refresh/other-{spec.Name}", spec.ToJson()));

        result.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("workflow-id");
        flow.OurImages().ShouldBeEmpty();
    }

    [Fact]
    public async Task ASpecThatCannotBeRead_IsRefusedWithAllErrors()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var spec = flow.Refresh(Targets).With("drift", 7).With("schedule", new { every = "1m" });

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Errors.Select(error => error.Path).ShouldBe(["drift", "schedule.every"], ignoreOrder: true);
    }

    [Fact]
    public async Task AMissingRight_Parks_AndARetryGoesOn()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var spec = flow.Refresh(Targets);
        var item = OperationKinds.Refresh.Item;
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeImages", Region = Flow.Home, Code = "Forbidden.RAM", HttpStatus = 403 });
        var handle = await flow.StartAsync(spec);

        var parked = (await flow.UntilParkedAsync(handle, item)).Row(item);
        await Flow.ResolveAsync(handle, item, ResolveAction.Retry);
        var result = await Flow.ResultAsync<RefreshResult>(handle);

        parked.Step.ShouldBe("survey");
        parked.Error!.Remedy.ShouldBe("grant the worker's RAM identity ecs:DescribeImages in cn-hangzhou");
        parked.Actions.ShouldBe([ResolveAction.Retry, ResolveAction.Abort]);
        result.Outcome.ShouldBe(OperationOutcome.Completed);
    }

    [Fact]
    public async Task AParkedRefresh_ThatIsGivenUp_IsRefusedWithTheReason()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var item = OperationKinds.Refresh.Item;
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeImages", Region = Flow.Home, Code = "Forbidden.RAM", HttpStatus = 403 });
        var handle = await flow.StartAsync(flow.Refresh(Targets));
        await flow.UntilParkedAsync(handle, item);

        await Flow.ResolveAsync(handle, item, ResolveAction.Abort);
        var result = await Flow.ResultAsync<RefreshResult>(handle);

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("survey");
        flow.OurImages().ShouldBeEmpty();
    }

    private static IReadOnlyList<int> Copied(Flow flow) => [.. Targets.Select(target => flow.Copies(target).Count)];

    private static string Publish(Flow flow, string name) =>
        flow.Simulator.State.AddImage(Publisher, new() { Region = Flow.Home, Name = name, CreationTime = flow.Now, Disks = [new(40, flow.Simulator.State.Keys(Publisher)[0].Id)], SharedWith = [SimulatorWorld.OurAccount] });
}
