using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>The worker dies at each write, before and after its effect: no disk is replaced twice, no snapshot doubled, nothing left stopped.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class ReplacementCrashTests
{
    [Theory]
    [InlineData("TagResources", FaultKind.HoldRequest)]
    [InlineData("TagResources", FaultKind.HoldAnswer)]
    [InlineData("StopInstance", FaultKind.HoldRequest)]
    [InlineData("StopInstance", FaultKind.HoldAnswer)]
    [InlineData("CreateSnapshot", FaultKind.HoldRequest)]
    [InlineData("CreateSnapshot", FaultKind.HoldAnswer)]
    [InlineData("ReplaceSystemDisk", FaultKind.HoldRequest)]
    [InlineData("ReplaceSystemDisk", FaultKind.HoldAnswer)]
    [InlineData("StartInstance", FaultKind.HoldRequest)]
    [InlineData("StartInstance", FaultKind.HoldAnswer)]
    [InlineData("UntagResources", FaultKind.HoldRequest)]
    [InlineData("UntagResources", FaultKind.HoldAnswer)]
    public async Task WorkerKilledAtAWrite_AnotherGoesOn(string action, FaultKind hold)
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 2).With("pace", new { maxUnavailable = 1 });

        (await KilledAsync(flow, fleet, action, hold)).Outcome.ShouldBe(OperationOutcome.Completed);

        fleet.AssertSound(replaced: 2, snapshots: 2);
    }

    [Theory]
    [InlineData("CreateImage", FaultKind.HoldRequest)]
    [InlineData("CreateImage", FaultKind.HoldAnswer)]
    public async Task WorkerKilledOnTheWayBack_AnotherGoesOn(string action, FaultKind hold)
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 1).With("onFailure", "formerDisk");
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "StartInstance", Code = "InvalidOperation.EniLinked", HttpStatus = 403 });

        (await KilledAsync(flow, fleet, action, hold)).Instances[0].End.ShouldBe(InstanceEnd.BackOnFormerImage);

        fleet.AssertSound(replaced: 2, snapshots: 1);
        fleet.Effects("CreateImage", LedgerEffect.Made, LedgerKind.Image).ShouldBe(1);
    }

    [Theory]
    [InlineData("StopInstance")]
    [InlineData("CreateSnapshot")]
    [InlineData("ReplaceSystemDisk")]
    [InlineData("StartInstance")]
    public async Task LostAnswer_IsNoSecondEffect(string action)
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 2);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = action, Times = 2 });

        (await fleet.RunAsync()).Outcome.ShouldBe(OperationOutcome.Completed);

        fleet.AssertSound(replaced: 2, snapshots: 2);
    }

    [Theory]
    [InlineData("Throttling.User", 400)]
    [InlineData("ServiceUnavailable", 503)]
    [InlineData("IncorrectInstanceStatus", 403)]
    [InlineData("OperationDenied.NoStock", 403)]
    public async Task TroubleThatPasses_IsSatOut(string code, int status)
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 2);
        foreach (var action in new[] { "StopInstance", "CreateSnapshot", "ReplaceSystemDisk", "StartInstance", "DescribeInstances" })
        {
            flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = action, Code = code, HttpStatus = status, Times = 3 });
        }

        (await fleet.RunAsync()).Outcome.ShouldBe(OperationOutcome.Completed);

        fleet.AssertSound(replaced: 2, snapshots: 2);
    }

    private static async Task<ReplacementResult> KilledAsync(Flow flow, Fleet fleet, string action, FaultKind hold)
    {
        var fault = flow.Simulator.Faults.Add(new() { Kind = hold, Action = action });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(fault);
        await flow.KillAsync(flow.Worker);
        fault.Release();
        await flow.StartWorkerAsync();
        return await Fleet.ResultAsync(handle);
    }
}
