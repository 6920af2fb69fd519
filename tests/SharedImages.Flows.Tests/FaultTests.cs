using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>ECS behaves badly; the promotion ends as asked all the same, with exactly one copy.</summary>
public sealed class FaultTests(FlowServer server)
{
    private const string Target = "cn-shanghai";

    [Theory]
    [InlineData(Flow.Home)]
    [InlineData(Target)]
    public async Task LostAnswerOfCopyImage_IsAskedAgainWithTheSameToken(string region)
    {
        await using var flow = await Flow.StartAsync(server);
        var lost = flow.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage", Region = region });

        (await flow.RunAsync(flow.Spec(Target))).Outcome.ShouldBe(OperationOutcome.Completed);

        lost.Hits.ShouldBe(1);
        flow.OurImages(region).ShouldHaveSingleItem();
        flow.Copies(region).Select(call => call.Parameters["ClientToken"]).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        flow.Copies(region).Count.ShouldBe(2);
    }

    [Fact]
    public async Task ThrottledMinute_IsSatOut()
    {
        await using var flow = await Flow.StartAsync(server);
        var throttled = flow.Simulator.Faults.Add(new() { Kind = FaultKind.Throttle, Region = Target, Duration = TimeSpan.FromMinutes(1) });

        (await flow.RunAsync(flow.Spec(Target))).Outcome.ShouldBe(OperationOutcome.Completed);

        throttled.Hits.ShouldBeGreaterThan(0);
        flow.OurImages(Target).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task BurstOfServerErrors_IsSatOut()
    {
        await using var flow = await Flow.StartAsync(server);
        var burst = flow.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Action = "CopyImage", Times = 4 });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Action = "DescribeImages", HttpStatus = 503, Nth = 3, Times = 3 });

        (await flow.RunAsync(flow.Spec(Target))).Outcome.ShouldBe(OperationOutcome.Completed);

        burst.Hits.ShouldBe(4);
        flow.OurImages(Target).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task CopyThatEndsInCreateFailed_IsDiscardedAndMadeAnew()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.FailCopy, Region = Target });

        var result = await flow.RunAsync(flow.Spec(Target));

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Regions[0].Generation.ShouldBe(1);
        flow.OurImages(Target).ShouldHaveSingleItem().Status.ShouldBe("Available");
        flow.OurSnapshots().Count(snapshot => snapshot.Region == Target).ShouldBe(1);
    }

    [Fact]
    public async Task TokenOfACallThatFailed_IsReplaced()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Region = Target, Code = "IdempotentFailed", HttpStatus = 400 });

        var result = await flow.RunAsync(flow.Spec(Target));

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Regions[0].Generation.ShouldBe(1);
        flow.OurImages(Target).ShouldHaveSingleItem();
        flow.Copies(Target).Select(call => call.Parameters["ClientToken"]).Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
    }

    [Fact]
    public async Task CopyThatAlwaysFails_ParksAfterTwoNewGenerations()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.FailCopy, Region = Target, Times = 3 });
        var handle = await flow.StartAsync(flow.Spec(Target));

        var parked = await flow.UntilParkedAsync(handle, Target);
        parked.Row(Target).Error!.Kind.ShouldBe(StepErrorKind.CopyFailed);
        parked.Row(Target).Generation.ShouldBe(2);
        parked.WaitsForDecision.ShouldBeTrue();

        await Flow.ResolveAsync(handle, Target, ResolveAction.RetryAsNew);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
        flow.OurImages(Target).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task VisibilityLaggingByAMinute_CountsNeitherAsLostNorAsNew()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.VisibilityLag, Action = "CopyImage", Duration = TimeSpan.FromMinutes(1), Times = 2 });

        (await flow.RunAsync(flow.Spec(Target))).Outcome.ShouldBe(OperationOutcome.Completed);

        flow.OurImages().Count.ShouldBe(2);
    }

    [Fact]
    public async Task CopyStalledAt99Percent_ParksAndIsMadeAnewOnDecision()
    {
        await using var flow = await Flow.StartAsync(server, new() { Waiting = new FlowOptions().Waiting with { StallTime = TimeSpan.FromSeconds(2) } });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.StallCopy, Region = Target, Percent = 99 });
        var handle = await flow.StartAsync(flow.Spec(Target));

        var parked = await flow.UntilParkedAsync(handle, Target);
        parked.Row(Target).Error!.Kind.ShouldBe(StepErrorKind.Stalled);
        parked.Row(Target).Error!.Message.ShouldContain("has stood at 99 % since");

        await Flow.ResolveAsync(handle, Target, ResolveAction.RetryAsNew);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
        flow.OurImages(Target).ShouldHaveSingleItem();
        flow.OurSnapshots().Count(snapshot => snapshot.Region == Target).ShouldBe(1);
    }

    [Fact]
    public async Task DisabledKey_ParksWithTheRemedyAndGoesOnWhenPutRight()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.State.DisableKey(Target, SpecBuilder.KeyIn(Target));
        var handle = await flow.StartAsync(flow.Spec(Target, "cn-beijing"));

        var parked = await flow.UntilAsync(handle, progress => progress.WaitsForDecision);
        parked.Row("cn-beijing").State.ShouldBe(ItemState.Done);
        parked.Row(Target).Error!.Kind.ShouldBe(StepErrorKind.Permission);
        parked.Row(Target).Error!.Remedy.ShouldBe($"enable the KMS key {SpecBuilder.KeyIn(Target)} in {Target}; if it is enabled, the source image's key is not, which its owner can enable");

        flow.Simulator.State.EnableKey(Target, SpecBuilder.KeyIn(Target));
        await Flow.ResolveAsync(handle, Target, ResolveAction.Retry);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
        flow.OurImages(Target).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task KeyNotFoundInATarget_ParksThatRegionOnly()
    {
        await using var flow = await Flow.StartAsync(server);
        var handle = await flow.StartAsync(flow.Spec(Target, "cn-shenzhen"));

        var parked = await flow.UntilAsync(handle, progress => progress.WaitsForDecision);
        parked.Row("cn-shenzhen").Error!.Kind.ShouldBe(StepErrorKind.KeyNotFound);

        await Flow.ResolveAsync(handle, "cn-shenzhen", ResolveAction.Skip);
        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Summary.ShouldBe($"web-base {result.Version}: 1 of 2 regions done, 1 skipped by decision (cn-shenzhen).");
    }

    [Fact]
    public async Task NameTakenByAnotherImage_ParksAndNamesIt()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Target);
        var inTheWay = flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Target, Name = spec.ImageName });
        var handle = await flow.StartAsync(spec);

        var error = (await flow.UntilParkedAsync(handle, Target)).Row(Target).Error!;
        error.Kind.ShouldBe(StepErrorKind.NameTaken);
        error.ImageId.ShouldBe(inTheWay);
        error.Message.ShouldStartWith($"cn-shanghai: the name {spec.ImageName} is taken by {inTheWay}, which is no promotion's, made ");

        await Flow.ResolveAsync(handle, Target, ResolveAction.Abort);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Failed);
        flow.OurImages(Target).ShouldHaveSingleItem().ImageId.ShouldBe(inTheWay);
    }

    [Fact]
    public async Task CopyWithoutItsFeatures_IsRepaired()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.DropFeatures, Region = Target });

        var result = await flow.RunAsync(flow.Spec(Target));

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Regions[0].Checks.Where(check => check.Result == CheckResult.Repaired).Select(check => check.Name)
            .ShouldBe(["family", "boot mode", "NVMe support", "IMDS support"]);
        flow.OurImages(Target)[0].BootMode.ShouldBe("UEFI-Preferred");
    }

    [Fact]
    public async Task TrustRevokedBetweenTheHops_ParksTheTargets()
    {
        await using var flow = await Flow.StartAsync(server);
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CopyImage", Region = Flow.Home });
        var handle = await flow.StartAsync(flow.Spec(Target));
        await flow.UntilHeldAsync(held);
        var trusted = flow.Options.Trust;
        flow.Options.Trust = trusted with { TrustedOwners = [] };
        held.Release();

        var error = (await flow.UntilParkedAsync(handle, Target)).Row(Target).Error!;
        error.Kind.ShouldBe(StepErrorKind.Untrusted);

        flow.Options.Trust = trusted;
        await Flow.ResolveAsync(handle, Target, ResolveAction.Retry);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
    }

    [Fact]
    public async Task UnreachableRegion_ParksAfterPatienceAndTheOthersGoOn()
    {
        await using var flow = await Flow.StartAsync(server, new()
        {
            Waiting = new FlowOptions().Waiting with { Patience = TimeSpan.FromSeconds(2) },
            Ecs = options => options with { RegionEndpoints = new Dictionary<string, Uri>(StringComparer.Ordinal) { ["us-east-1"] = ClosedPort.Endpoint } },
        });
        var handle = await flow.StartAsync(flow.Spec(Target, "us-east-1"));

        var parked = await flow.UntilAsync(handle, progress => progress.WaitsForDecision);
        parked.Row(Target).State.ShouldBe(ItemState.Done);
        parked.Row("us-east-1").Error!.Kind.ShouldBe(StepErrorKind.Unreachable);

        await Flow.ResolveAsync(handle, "us-east-1", ResolveAction.Skip);
        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Completed, "a skip is a decision, not a failure");
        result.Summary.ShouldEndWith("1 of 2 regions done, 1 skipped by decision (us-east-1).");
    }
}
