using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

public sealed class ReplacementTests(FlowServer server)
{
    [Fact]
    public async Task RunningAndStopped_EachHasTheNewImageAndIsAsItWas()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3, stopped: 1);
        var before = fleet.Ids.Select((_, i) => fleet.Instance(i).Disks[0].DiskId).ToList();

        var result = await fleet.RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Instances.Select(outcome => outcome.End).ShouldBe(Enumerable.Repeat(InstanceEnd.Replaced, 4));
        for (var i = 0; i < 4; i++)
        {
            var (instance, outcome) = (fleet.Instance(i), result.Instances.Single(one => one.InstanceId == fleet.Ids[i]));
            instance.ImageId.ShouldBe(fleet.New);
            instance.Status.ShouldBe(i < 3 ? "Running" : "Stopped");
            instance.Tags.Keys.ShouldBe(["replaceable"]);
            (outcome.DiskId, outcome.Former!.DiskId, outcome.Former.ImageId).ShouldBe((instance.Disks[0].DiskId, before[i], fleet.Old));
            flow.OurSnapshots().ShouldContain(snapshot => snapshot.SnapshotId == outcome.Former.SnapshotId && snapshot.Status == "accomplished");
        }

        fleet.Effects("ReplaceSystemDisk", LedgerEffect.Made, LedgerKind.Disk).ShouldBe(4);
        flow.Simulator.State.Requests.Where(request => request.Action == "CreateSnapshot").ShouldAllBe(request => request.Parameters["RetentionDays"] == "7");
        flow.Simulator.State.Requests.Where(request => request.Action == "StopInstance").ShouldAllBe(request => request.Parameters["StoppedMode"] == "KeepCharging");
        flow.Simulator.State.Requests.Count(request => request.Action == "StartInstance").ShouldBe(3, "one found Stopped is not started");
    }

    [Fact]
    public async Task OnceMore_NothingIsReplacedAgain()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 2);
        fleet.With("instances", new[] { new { region = Fleet.Region, ids = fleet.Ids } });
        (await fleet.RunAsync()).Outcome.ShouldBe(OperationOutcome.Completed);

        var result = await fleet.RunAsync();

        result.Summary.ShouldEndWith(": 0 of 2 instances replaced, 2 had the image already.");
        fleet.AssertSound(replaced: 2, snapshots: 2);
    }

    [Fact]
    public async Task RefusedDisk_IsStartedAgainAndNoOtherIsBegun()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 1, stopAfter = 1 });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ReplaceSystemDisk", Code = "InvalidParameter.Conflict", HttpStatus = 400 });

        var result = await fleet.RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.Failed, result.Summary);
        result.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Unchanged] = 2, [InstanceEnd.BackOnFormerImage] = 1 });
        result.Instances[0].Error!.Code.ShouldBe("InvalidParameter.Conflict");
        result.Instances[1].Error!.Message.ShouldEndWith("not begun, because 1 instance has failed, and pace.stopAfter is 1");
        fleet.AssertSound(replaced: 0, snapshots: 1);
    }

    [Fact]
    public async Task OneThatIsBroughtBackWhileTheOthersGoOn_HasItsFormerImage()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 1, stopAfter = 9 }).With("onFailure", "formerDisk");
        var hold = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CreateSnapshot", Nth = 2 });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(hold);
        var first = fleet.Ids.Single(id => flow.Simulator.State.Instance(id).ImageId == fleet.New);

        (await RejectionAsync(new ResolveRequest("i-none", "done", ResolveAction.Back))).ShouldBe("i-none is no instance and no region of this replacement; replacement stands for all");
        await handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [new ResolveRequest(first, "done", ResolveAction.Back)]);
        hold.Release();

        var result = await Fleet.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Instances.Single(outcome => outcome.End == InstanceEnd.BackOnFormerImage).InstanceId.ShouldBe(first);
        fleet.AssertSound(replaced: 4, snapshots: 3);

        async Task<string> RejectionAsync(ResolveRequest request) =>
            (await Should.ThrowAsync<Temporalio.Exceptions.WorkflowUpdateFailedException>(() => handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [request]))).InnerException!.Message;
    }

    [Fact]
    public async Task Tested_EachThatRunsShowsWhatItMust()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 2, stopped: 1).With("test", new { readyWithin = "5m", commands = new[] { new { run = "echo active", output = "active" } } });

        var result = await fleet.RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        flow.Simulator.State.Requests.Where(request => request.Action == "RunCommand").Select(request => request.Parameters["InstanceId.1"]).ShouldBe(fleet.Ids.Take(2), ignoreOrder: true);
    }

    [Fact]
    public async Task CommandThatTheWorkerDoesNotAllow_IsRefusedBefore()
    {
        await using var flow = await Flow.StartAsync(server, new() { Trust = new() { Replacing = FlowOptions.Replaceable } });
        var fleet = new Fleet(flow, running: 1).With("test", new { commands = new[] { new { run = "rm -rf /" } } });

        (await fleet.RunAsync()).Refusals.ShouldHaveSingleItem().Message.ShouldContain("SHAREDIMAGES_TESTING__COMMANDS");
    }

    [Fact]
    public async Task Cancelled_ThoseUnderWayRunAgainAndTheRestIsLeftAlone()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 1 });
        var snapshot = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CreateSnapshot" });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(snapshot);
        await handle.CancelAsync();
        snapshot.Release();

        var result = await Fleet.CanceledAsync(handle);

        result.Outcome.ShouldBe(OperationOutcome.Canceled);
        result.Summary.ShouldContain("0 of 3 instances replaced, 3 not begun");
        fleet.AssertSound(replaced: 0, snapshots: 1);
    }

    [Fact]
    public async Task InstanceInTwoReplacements_IsInOneOnly()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);
        var hold = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CreateSnapshot" });
        var first = await fleet.StartAsync();
        await flow.UntilHeldAsync(hold);
        var second = await fleet.With("version", flow.Spec().Version + "-2").StartAsync();
        hold.Release();

        var results = await Task.WhenAll(Fleet.ResultAsync(first), Fleet.ResultAsync(second));

        results[0].Outcome.ShouldBe(OperationOutcome.Completed, results[0].Summary);
        (results[1].Instances is [] or [{ End: InstanceEnd.Unchanged }]).ShouldBeTrue(results[1].Summary);
        fleet.AssertSound(replaced: 1, snapshots: 1);
    }
}
