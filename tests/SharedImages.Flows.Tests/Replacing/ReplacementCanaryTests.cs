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
    public async Task ThoseThatHaveTheImageAlready_AreNoCanary()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 4);
        var first = fleet.Ids.Order(StringComparer.Ordinal).First();
        fleet.With("instances", new[] { new { region = Fleet.Region, ids = new[] { first } } });
        (await fleet.RunAsync()).Outcome.ShouldBe(OperationOutcome.Completed);

        fleet.With("instances", new[] { new { region = Fleet.Region, ids = fleet.Ids } }).With("pace", new { maxUnavailable = 2, canary = 1, soak = "decision" });
        var handle = await fleet.StartAsync();

        var parked = await fleet.UntilParkedAsync(handle, ReplacementNames.Item);
        parked.Row(ReplacementNames.Item).Error!.Message.ShouldBe("the canary of 1 has its new disks, and the others wait");
        fleet.Effects("ReplaceSystemDisk", LedgerEffect.Made, LedgerKind.Disk).ShouldBe(2);
        await Flow.ResolveAsync(handle, ReplacementNames.Item, ResolveAction.Continue);
        (await Fleet.ResultAsync(handle)).Summary.ShouldEndWith(": 3 of 4 instances replaced, 1 had the image already.");

        (await fleet.RunAsync()).Summary.ShouldEndWith(": 0 of 4 instances replaced, 4 had the image already.", Case.Sensitive, "without a canary, so without a decision");
        fleet.AssertSound(replaced: 4, snapshots: 4);
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
