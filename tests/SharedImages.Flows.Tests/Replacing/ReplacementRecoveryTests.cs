using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>Instances on which a step fails: brought back, started again, or parked until somebody has helped.</summary>
public sealed class ReplacementRecoveryTests(FlowServer server)
{
    [Theory]
    [InlineData("keep", InstanceEnd.FailedAsLeft, 2)]
    [InlineData("formerImage", InstanceEnd.BackOnFormerImage, 3)]
    public async Task OneThatFailsItsTest_GoesTheWayBackThatIsAskedFor(string onFailure, InstanceEnd end, int replaced)
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 2).With("test", new { commands = new[] { new { run = "echo active", output = "active" } } }).With("onFailure", onFailure);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.FailCommand, Action = "RunCommand", ExitCode = 1, Message = "no such unit" });

        var result = await fleet.RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.PartlyFailed, result.Summary);
        var failed = result.Instances.Single(outcome => outcome.Error is not null);
        (failed.End, failed.InService, failed.Error!.Kind).ShouldBe((end, end == InstanceEnd.BackOnFormerImage, StepErrorKind.TestFailed));
        failed.Error.Message.ShouldContain("no such unit");
        fleet.AssertSound(replaced, snapshots: 2);
    }

    [Theory]
    [InlineData("formerImage")]
    [InlineData("formerDisk")]
    public async Task OneThatCannotBeStarted_IsBroughtBack(string onFailure)
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 2).With("pace", new { maxUnavailable = 1, stopAfter = 2 }).With("onFailure", onFailure);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "StartInstance", Code = "InvalidOperation.EniLinked", HttpStatus = 403 });

        var result = await fleet.RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.PartlyFailed, result.Summary);
        var back = result.Instances.Single(outcome => outcome.End == InstanceEnd.BackOnFormerImage);
        back.Error!.Code.ShouldBe("InvalidOperation.EniLinked");
        var imageId = flow.Simulator.State.Instance(back.InstanceId).ImageId;
        if (onFailure == "formerImage")
        {
            imageId.ShouldBe(fleet.Old);
        }
        else
        {
            imageId.ShouldBe(back.FormerDiskImageId);
            flow.OurSnapshots().ShouldContain(snapshot => snapshot.SnapshotId == back.Former!.SnapshotId && snapshot.BacksImage);
        }

        fleet.AssertSound(replaced: 3, snapshots: 2);
    }

    [Fact]
    public async Task OneThatCannotBeStarted_ParksUntilSomebodyHasHelped()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "StartInstance", Code = "InstanceExpired", HttpStatus = 403, Times = 3 });
        var handle = await fleet.StartAsync();

        var parked = await fleet.UntilParkedAsync(handle, fleet.Ids[0]);
        (parked.WaitsForDecision, parked.Row(fleet.Ids[0]).Step).ShouldBe((true, "start"));
        parked.Row(fleet.Ids[0]).Error!.Remedy.ShouldStartWith("renew the instance or settle what is owed for it");
        await Flow.ResolveAsync(handle, fleet.Ids[0], ResolveAction.Retry);
        await flow.UntilAsync(handle, progress => progress.Items.All(row => row.Item != fleet.Ids[0]));
        await fleet.UntilParkedAsync(handle, fleet.Ids[0]);
        await Flow.ResolveAsync(handle, fleet.Ids[0], ResolveAction.Retry);

        var result = await Fleet.ResultAsync(handle);
        (result.Instances[0].End, result.Instances[0].Error!.Code).ShouldBe((InstanceEnd.FailedAsLeft, "InstanceExpired"));
        fleet.AssertSound(replaced: 1, snapshots: 1);
    }

    [Fact]
    public async Task OneThatIsGivenUp_IsSaidToBeOutOfService()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "StartInstance", Code = "InstanceExpired", HttpStatus = 403, Times = 9 });
        var handle = await fleet.StartAsync();
        await fleet.UntilParkedAsync(handle, fleet.Ids[0]);

        await Flow.ResolveAsync(handle, fleet.Ids[0], ResolveAction.Abort);

        var result = await Fleet.ResultAsync(handle);
        (result.Instances[0].End, result.Instances[0].InService).ShouldBe((InstanceEnd.FailedAsLeft, false));
        result.Summary.ShouldContain($"{fleet.Ids[0]} failed and is out of service");
    }

    [Fact]
    public async Task FailedOnesHoldTheirPlaces_AndWithoutAPlaceNoneIsBegun()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 1, stopAfter = 9 });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "StartInstance", Code = "InstanceExpired", HttpStatus = 403, Times = 9 });
        var handle = await fleet.StartAsync();
        var parked = await flow.UntilAsync(handle, progress => progress.Items.Count > 0);
        await Flow.ResolveAsync(handle, parked.Items[0].Item, ResolveAction.Abort);

        var result = await Fleet.ResultAsync(handle);

        result.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Unchanged] = 2, [InstanceEnd.FailedAsLeft] = 1 });
        result.Summary.ShouldContain("not begun, because all places are held by instances that are out of service");
    }

    [Theory]
    [InlineData(ResolveAction.Retry)]
    [InlineData(ResolveAction.Abort)]
    public async Task OneThatCannotBeStartedAfterTheCancel_ParksUntilItRunsOrSomebodyGivesItUp(ResolveAction decision)
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);
        var snapshot = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CreateSnapshot" });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(snapshot);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "StartInstance", Code = "InstanceExpired", HttpStatus = 403, Times = 2 });
        await handle.CancelAsync();
        snapshot.Release();
        (await fleet.UntilParkedAsync(handle, fleet.Ids[0])).Row(fleet.Ids[0]).Step.ShouldBe("start");

        // A second cancel ends no wait, and the decision still gets through.
        await handle.CancelAsync();
        (await fleet.UntilParkedAsync(handle, fleet.Ids[0])).WaitsForDecision.ShouldBeTrue();
        await Flow.ResolveAsync(handle, fleet.Ids[0], decision);

        var result = await Fleet.CanceledAsync(handle);
        if (decision == ResolveAction.Retry)
        {
            result.Summary.ShouldContain("0 of 1 instance replaced, 1 not begun");
            fleet.AssertSound(replaced: 0, snapshots: 1);
        }
        else
        {
            (result.Instances[0].End, result.Instances[0].InService, result.Instances[0].Error!.Code).ShouldBe((InstanceEnd.FailedAsLeft, false, "InstanceExpired"));
            result.Summary.ShouldContain($"{fleet.Ids[0]} failed and is out of service");
        }
    }

    [Fact]
    public async Task OneThatWaitsForADecisionOnItsWayBack_IsStartedWhenTheRunIsCancelled()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1).With("onFailure", "formerImage");
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "StartInstance", Code = "InvalidOperation.EniLinked", HttpStatus = 403 });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ReplaceSystemDisk", Code = "InvalidParameter.Conflict", HttpStatus = 400, Nth = 2 });
        var handle = await fleet.StartAsync();
        (await fleet.UntilParkedAsync(handle, fleet.Ids[0])).Row(fleet.Ids[0]).Step.ShouldBe("replace");

        await handle.CancelAsync();

        var result = await Fleet.CanceledAsync(handle);
        (result.Instances[0].End, result.Instances[0].ImageId, result.Instances[0].Error!.Code).ShouldBe((InstanceEnd.FailedAsLeft, fleet.New, "InvalidOperation.EniLinked"));
        fleet.AssertSound(replaced: 1, snapshots: 1);
    }

    [Fact]
    public async Task OneThatCannotBeSeenAfterAFailure_ParksUntilSomebodyHasHelped()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);
        var snapshot = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CreateSnapshot" });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(snapshot);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeDisks", Code = "Forbidden.RAM", HttpStatus = 403, Times = 2 });
        snapshot.Release();

        await fleet.UntilParkedAsync(handle, fleet.Ids[0]);
        await Flow.ResolveAsync(handle, fleet.Ids[0], ResolveAction.Retry);

        (await Fleet.ResultAsync(handle)).Instances[0].Error!.Code.ShouldBe("Forbidden.RAM");
        fleet.AssertSound(replaced: 0, snapshots: 1);
    }
}
