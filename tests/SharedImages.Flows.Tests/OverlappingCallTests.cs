using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>The worker dies while ECS still works on its call, and another one sends the same call: ECS knows its client token, and nothing happens twice.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class OverlappingCallTests
{
    [Theory]
    [InlineData("CreateSnapshot")]
    [InlineData("ReplaceSystemDisk")]
    public async Task OfAReplacement_HasNoSecondEffect(string action)
    {
        // Until it asks again a stall time of a flow test has passed, which is a hundred times shorter than a worker's.
        await using var flow = await Flow.RehearseAsync(new() { Waiting = new FlowOptions().Waiting with { StallTime = TimeSpan.FromHours(1) } });
        var fleet = new Fleet(flow, running: 1);
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldRequest, Action = action });
        var handle = await fleet.StartAsync();

        await OverlapAsync(flow, held, action);

        (await handle.GetResultAsync<ReplacementResult>()).Outcome.ShouldBe(OperationOutcome.Completed);
        fleet.AssertSound(replaced: 1, snapshots: 1);
    }

    [Fact]
    public async Task OfALaunch_HasNoSecondEffect()
    {
        const string region = "cn-shanghai";
        await using var flow = await Flow.RehearseAsync(new() { Trust = LaunchBuilder.Allowing(new FlowOptions().Trust) });
        var image = flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = region, Name = "built-here" });
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldRequest, Action = "RunInstances" });
        var handle = await new LaunchBuilder(flow, image, region).StartAsync();

        await OverlapAsync(flow, held, "RunInstances");

        (await handle.GetResultAsync<LaunchResult>()).Outcome.ShouldBe(OperationOutcome.Completed);
        flow.Simulator.State.Ledger.Entries.Count(entry => entry is { Kind: LedgerKind.Instance, Effect: LedgerEffect.Made }).ShouldBe(3);
    }

    // The call that is held is not answered until another one with its token has been.
    private static async Task OverlapAsync(Flow flow, ActiveFault held, string action)
    {
        await flow.UntilHeldAsync(held);
        await flow.KillAsync(flow.Worker);
        await flow.StartWorkerAsync();
        await flow.EventuallyAsync(() => Task.FromResult(flow.Simulator.State.Requests.Any(request => request.Action == action && request.Code == "LastTokenProcessing")), () => $"no second {action} is sent");
        held.Release();
    }
}
