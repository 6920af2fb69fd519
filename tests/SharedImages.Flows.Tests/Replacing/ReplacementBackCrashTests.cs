using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>The worker dies at each write of a way back, before and after its effect: the instance is brought back once, and runs.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class ReplacementBackCrashTests
{
    // Of each call the first was for the new disk.
    public static TheoryData<string, string, int, FaultKind> Writes
    {
        get
        {
            var writes = new TheoryData<string, string, int, FaultKind>();
            foreach (var hold in new[] { FaultKind.HoldRequest, FaultKind.HoldAnswer })
            {
                foreach (var way in new[] { "formerImage", "formerDisk" })
                {
                    writes.Add(way, "StopInstance", 2, hold);
                    writes.Add(way, "ReplaceSystemDisk", 2, hold);
                    writes.Add(way, "StartInstance", 2, hold);
                }

                writes.Add("formerDisk", "CreateImage", 1, hold);
            }

            return writes;
        }
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task WorkerKilledAtAWrite_AnotherBringsItBack(string wayBack, string action, int nth, FaultKind hold)
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 1).With("test", new { commands = new[] { new { run = "echo active" } } }).With("onFailure", wayBack);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.FailCommand, Message = "no such unit" });
        var held = flow.Simulator.Faults.Add(new() { Kind = hold, Action = action, Nth = nth });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(held);

        await flow.KillAsync(flow.Worker);
        held.Release();
        await flow.StartWorkerAsync();

        var outcome = (await Fleet.ResultAsync(handle)).Instances.ShouldHaveSingleItem();
        (outcome.End, outcome.InService, outcome.Error!.Kind).ShouldBe((InstanceEnd.BackOnFormerImage, true, StepErrorKind.TestFailed));
        fleet.Instance(0).ImageId.ShouldBe(wayBack == "formerImage" ? fleet.Old : outcome.FormerDiskImageId);
        fleet.AssertSound(replaced: 2, snapshots: 1);
        fleet.Effects("CreateImage", LedgerEffect.Made, LedgerKind.Image).ShouldBe(wayBack == "formerDisk" ? 1 : 0);
    }
}
