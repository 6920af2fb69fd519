using SharedImages.Ecs.Simulator;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

public sealed class DecisionTests(FlowServer server)
{
    private const string Target = "cn-shanghai";

    [Fact]
    public async Task WrongSecret_TheFirstStepParksAndGoesOnAfterResolve()
    {
        var ours = SimulatorWorld.Default().Accounts.Single(account => account.Id == SimulatorWorld.OurAccount).AccessKeys[0];
        await using var flow = await Flow.StartAsync(server, new() { AccessKey = (ours.Id, "not-the-secret") });
        var handle = await flow.StartAsync(flow.Spec(Target));

        var parked = await flow.UntilParkedAsync(handle, Flow.Home);
        parked.Phase.ShouldBe(PromotionPhase.Resolving);
        parked.WaitsForDecision.ShouldBeTrue();
        parked.Row(Flow.Home).Error!.Code.ShouldBe("SignatureDoesNotMatch");
        parked.Row(Flow.Home).Error!.Remedy.ShouldBe("give the worker the right secret (ALIBABA_CLOUD_ACCESS_KEY_SECRET)");

        flow.SetSecret(ours.Secret);
        await Flow.ResolveAsync(handle, Flow.Home, ResolveAction.Retry);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(PromotionOutcome.Completed);
    }

    [Fact]
    public async Task ClockOffByTwentyMinutes_Parks()
    {
        await using var flow = await Flow.StartAsync(server, new() { ClientIsFast = TimeSpan.FromMinutes(20) });
        var handle = await flow.StartAsync(flow.Spec(Target));

        var error = (await flow.UntilParkedAsync(handle, Flow.Home)).Row(Flow.Home).Error!;
        error.Code.ShouldBe("InvalidTimeStamp.Expired");
        error.Remedy.ShouldBe("set the clock of the worker's machine (NTP); ECS allows 15 minutes of difference");

        await Flow.ResolveAsync(handle, Flow.Home, ResolveAction.Abort);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(PromotionOutcome.Refused);
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

        var error = (await flow.UntilParkedAsync(handle, Flow.Home)).Row(Flow.Home).Error!;
        error.Kind.ShouldBe(StepErrorKind.Unreachable);
        error.Remedy.ShouldStartWith("see whether the worker reaches the ECS endpoint of cn-hangzhou");

        await Flow.ResolveAsync(handle, Flow.Home, ResolveAction.Abort);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(PromotionOutcome.Refused);
    }

    [Fact]
    public async Task ResolveThatCannotBeCarriedOut_IsRejectedAndSaysWhatCan()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.State.DisableKey(Target, SpecBuilder.KeyIn(Target));
        var handle = await flow.StartAsync(flow.Spec(Target));
        await flow.UntilParkedAsync(handle, Target);

        (await RejectionAsync(new ResolveRequest("eu-central-1", ResolveAction.Retry))).ShouldBe("eu-central-1 is not parked; parked: cn-shanghai");
        (await RejectionAsync(new { region = Target, action = "explode" })).ShouldStartWith("not a decision (");
        (await RejectionAsync(new { region = Target })).ShouldStartWith("not a decision (");
        (await RejectionAsync("retry")).ShouldStartWith("not a decision (");

        // As a signal an impossible one is ignored, a possible one taken.
        await handle.SignalAsync(ContractNames.Resolve, [new { region = "eu-central-1", action = "retry" }]);
        await handle.SignalAsync(ContractNames.Resolve, [new { region = Target, action = "skip" }]);
        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(PromotionOutcome.Failed);
        result.Regions[0].State.ShouldBe(RegionState.Skipped);

        async Task<string> RejectionAsync(object request) =>
            (await Should.ThrowAsync<WorkflowUpdateFailedException>(() => handle.ExecuteUpdateAsync<RegionProgress>(ContractNames.Resolve, [request]))).InnerException!.Message;
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
        result.Outcome.ShouldBe(PromotionOutcome.Failed);
        result.Regions[0].Error!.Kind.ShouldBe(StepErrorKind.NotStarted);
        flow.Copies(Target).ShouldBeEmpty();
    }
}
