using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>A window, or an instance's part, that somebody ends by hand: no instance is forgotten, and no run waits for it for ever.</summary>
public sealed class ReplacementLossTests(FlowServer server)
{
    [Fact]
    public async Task WindowThatIsTerminated_StopsTheRolloutAndNamesWhatNobodyKnows()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 4).With("pace", new { maxUnavailable = 1, stopAfter = 9 });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ReplaceSystemDisk", Code = "InvalidParameter.Conflict", HttpStatus = 400, Nth = 2 });
        var hold = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CreateSnapshot", Nth = 3 });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(hold);
        await flow.UntilAsync(handle, progress => progress.Fleet is { Done: 1, Failed: 1 });

        await TerminateAsync(flow, ReplacementNames.WindowWorkflowId(handle.Id, handle.ResultRunId!, 0));
        hold.Release();

        var result = await Fleet.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.PartlyFailed, result.Summary);
        result.Instances.Select(outcome => (outcome.End, outcome.InService)).ShouldBe(
        [
            (InstanceEnd.Replaced, true),
            (InstanceEnd.BackOnFormerImage, true),
            (InstanceEnd.FailedAsLeft, false),
            (InstanceEnd.FailedAsLeft, false),
        ]);
        result.Instances[0].Former!.SnapshotId.ShouldNotBeNull("what the window has told is kept");
        result.Instances.Skip(2).ShouldAllBe(outcome => outcome.Error!.Message.Contains("its window ended without telling how it is") && outcome.Error.Remedy.StartsWith("look at the instance: it may be stopped"));
        await flow.EventuallyAsync(() => Task.FromResult(fleet.IsSound()), () => "what was under way has not come to its end");
        fleet.AssertSound(replaced: 1, snapshots: 3);
    }

    [Fact]
    public async Task WindowThatIsTerminated_EndsTheOthersInOrder()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 3, canary = 1, soak = "decision" });
        var handle = await fleet.StartAsync();
        await fleet.UntilParkedAsync(handle, ReplacementNames.Item);

        await TerminateAsync(flow, ReplacementNames.WindowWorkflowId(handle.Id, handle.ResultRunId!, 0));

        var result = await Fleet.ResultAsync(handle);
        result.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Replaced] = 1, [InstanceEnd.Unchanged] = 2 });
        result.Instances[1].Error!.Message.ShouldContain("not begun, because");
        result.Instances[1].Error!.Message.ShouldContain("/windows/");
        fleet.AssertSound(replaced: 1, snapshots: 1);
    }

    [Fact]
    public async Task PartThatIsTerminated_IsNamedAndTheOthersGoOn()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 2).With("pace", new { maxUnavailable = 2, stopAfter = 9 });
        var hold = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CreateSnapshot" });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(hold);
        var held = flow.Simulator.State.Requests.Where(request => request.Action == "CreateSnapshot").Select(request => request.Parameters["SnapshotName"]["replaced-".Length..]).First();

        await TerminateAsync(flow, ReplacementNames.InstanceWorkflowId(SimulatorWorld.OurAccount, Fleet.Region, held));
        hold.Release();

        var result = await Fleet.ResultAsync(handle);
        var lost = result.Instances.Single(outcome => outcome.Error is not null);
        (lost.InstanceId, lost.End, lost.InService).ShouldBe((held, InstanceEnd.FailedAsLeft, false));
        lost.Error!.Message.ShouldContain("its workflow ended without an outcome");
        result.Summary.ShouldContain($"{held} failed and is out of service");
        result.Ends[InstanceEnd.Replaced].ShouldBe(1);
    }

    [Fact]
    public async Task PartThatIsTerminatedOnItsWayBack_KeepsWhatIsKnownOfIt()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 2).With("pace", new { maxUnavailable = 1, canary = 1, soak = "decision" });
        var handle = await fleet.StartAsync();
        await fleet.UntilParkedAsync(handle, ReplacementNames.Item);
        var hold = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldRequest, Action = "StopInstance" });
        await Flow.ResolveAsync(handle, ReplacementNames.Item, ResolveAction.Back);
        await flow.UntilHeldAsync(hold);

        await TerminateAsync(flow, ReplacementNames.InstanceWorkflowId(SimulatorWorld.OurAccount, Fleet.Region, fleet.Ids.Single(id => flow.Simulator.State.Instance(id).ImageId == fleet.New)));
        hold.Release();

        var lost = (await Fleet.ResultAsync(handle)).Instances.Single(outcome => outcome.End == InstanceEnd.FailedAsLeft);
        (lost.InService, lost.Former!.ImageId).ShouldBe((false, fleet.Old));
        lost.Restore.Count.ShouldBe(4);
    }

    private static Task TerminateAsync(Flow flow, string workflowId) => flow.Client.GetWorkflowHandle(workflowId).TerminateAsync("by hand");
}
