using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>The first instances, and what is waited for before the others follow.</summary>
public sealed class ReplacementCanaryTests(FlowServer server)
{
    [Fact]
    public async Task CanaryThatWaitsForADecision_GoesOnWhenContinued()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 2, canary = 1, soak = "decision" });
        var handle = await fleet.StartAsync();

        var parked = await fleet.UntilParkedAsync(handle, ReplacementNames.Item);
        (parked.Phase, parked.WaitsForDecision, parked.Fleet!.Done).ShouldBe((OperationPhase.Canary, true, 1));
        fleet.Effects("ReplaceSystemDisk", LedgerEffect.Made, LedgerKind.Disk).ShouldBe(1);

        await Flow.ResolveAsync(handle, ReplacementNames.Item, ResolveAction.Continue);
        (await Fleet.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
        fleet.AssertSound(replaced: 3, snapshots: 3);
    }

    [Fact]
    public async Task CanaryThatIsBroughtBack_HasItsFormerImageAndTheOthersAreLeftAlone()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 2, canary = 1, soak = "decision" }).With("onFailure", "formerImage");
        var handle = await fleet.StartAsync();
        await fleet.UntilParkedAsync(handle, ReplacementNames.Item);

        await Flow.ResolveAsync(handle, ReplacementNames.Item, ResolveAction.Back);

        var result = await Fleet.ResultAsync(handle);
        result.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Unchanged] = 2, [InstanceEnd.BackOnFormerImage] = 1 });
        fleet.Ids.Select((_, i) => fleet.Instance(i).ImageId).ShouldAllBe(image => image == fleet.Old);
        fleet.AssertSound(replaced: 2, snapshots: 1);
    }

    [Fact]
    public async Task SoakByTime_IsWaitedFor()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 2).With("pace", new { maxUnavailable = 2, canary = 1, soak = "2h" });

        (await fleet.RunAsync()).Outcome.ShouldBe(OperationOutcome.Completed);

        var replaced = flow.Simulator.State.Ledger.Entries.Where(entry => entry.Action == "ReplaceSystemDisk" && entry is { Effect: LedgerEffect.Made, Kind: LedgerKind.Disk }).ToList();
        (replaced[1].Time - replaced[0].Time).ShouldBeGreaterThan(TimeSpan.FromHours(2));
    }
}
