using SharedImages.Ecs.Simulator;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary><c>back</c>: what has its new disk, or is under way to it, gets what it had before, once; by what the run has done and not by how it looks.</summary>
public sealed class ReplacementBackTests(FlowServer server)
{
    [Fact]
    public async Task OneThatIsUnderWay_IsBroughtBackWhenItEnds()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);
        var hold = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "ReplaceSystemDisk" });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(hold);

        await BackAsync(handle, fleet.Ids[0]);
        hold.Release();

        var result = await Fleet.ResultAsync(handle);
        (result.Instances[0].End, result.Instances[0].Error).ShouldBe((InstanceEnd.BackOnFormerImage, null));
        fleet.Instance(0).ImageId.ShouldBe(fleet.Old);
        fleet.AssertSound(replaced: 2, snapshots: 1);
    }

    [Fact]
    public async Task All_StopsTheRolloutAndBringsBackWhatIsUnderWayToo()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 1 });
        var hold = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CreateSnapshot", Nth = 2 });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(hold);

        await BackAsync(handle, ReplacementNames.Item);
        hold.Release();

        var result = await Fleet.ResultAsync(handle);
        result.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Unchanged] = 1, [InstanceEnd.BackOnFormerImage] = 2 });
        fleet.Ids.Select((_, i) => fleet.Instance(i).ImageId).ShouldAllBe(image => image == fleet.Old);
        fleet.AssertSound(replaced: 4, snapshots: 2);
    }

    [Fact]
    public async Task WhereNothingIsToBeBroughtBack_ItIsRefusedAndNothingHappens()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 2).With("pace", new { maxUnavailable = 1 });
        var hold = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CreateSnapshot" });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(hold);

        (await Should.ThrowAsync<WorkflowUpdateFailedException>(() => BackAsync(handle, Waiting(fleet)))).InnerException!.Message
            .ShouldStartWith($"of {Waiting(fleet)} there is nothing to bring back: ");
        hold.Release();

        (await Fleet.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
        fleet.AssertSound(replaced: 2, snapshots: 2);
    }

    [Fact]
    public async Task OneThatTheWorkerDoesNotLetBeReplacedAnyMore_StaysAsItIsAndThatIsTold()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 2).With("pace", new { maxUnavailable = 1, canary = 1, soak = "decision" });
        var handle = await fleet.StartAsync();
        await fleet.UntilParkedAsync(handle, ReplacementNames.Item);
        flow.Options.Trust = new() { Replacing = new() { MaxInstances = 10 } };

        await Flow.ResolveAsync(handle, ReplacementNames.Item, ResolveAction.Back);

        var result = await Fleet.ResultAsync(handle);
        var kept = result.Instances.Single(outcome => outcome.End == InstanceEnd.Replaced);
        (kept.Error, kept.ImageId, kept.Former!.SnapshotId is null).ShouldBe((null, fleet.New, false));
        result.Notices.ShouldContain(notice => notice.StartsWith($"{Fleet.Region} {kept.InstanceId} was not brought back: ") && notice.Contains("carries none of the tags that let this worker replace a disk"));
        fleet.AssertSound(replaced: 1, snapshots: 1);
    }

    [Fact]
    public async Task OneWhoseDiskSomebodyHasReplacedSince_StaysAsItIs()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 2).With("pace", new { maxUnavailable = 1, canary = 1, soak = "decision" });
        var handle = await fleet.StartAsync();
        await fleet.UntilParkedAsync(handle, ReplacementNames.Item);
        var id = fleet.Ids.Single(one => flow.Simulator.State.Instance(one).ImageId == fleet.New);
        await flow.ReplaceByHandAsync(Fleet.Region, id, fleet.AddImage("by-hand"));

        await Flow.ResolveAsync(handle, ReplacementNames.Item, ResolveAction.Back);

        var result = await Fleet.ResultAsync(handle);
        result.Notices.ShouldContain(notice => notice.Contains($"{id} was not brought back: ") && notice.Contains("which this replacement gave it"));
        fleet.Effects("ReplaceSystemDisk", LedgerEffect.Made, LedgerKind.Disk).ShouldBe(2, "its own and the one by hand");
    }

    [Fact]
    public async Task OneOfTheCanaryWhileADecisionIsAwaited_IsBroughtBackAtOnce()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 1, canary = 2, soak = "decision" });
        var handle = await fleet.StartAsync();
        await fleet.UntilParkedAsync(handle, ReplacementNames.Item);
        var id = fleet.Ids.First(one => flow.Simulator.State.Instance(one).ImageId == fleet.New);

        await BackAsync(handle, id);
        await flow.EventuallyAsync(() => Task.FromResult(flow.Simulator.State.Instance(id) is { Status: "Running" } instance && instance.ImageId == fleet.Old), () => $"{id} is not back");
        await Flow.ResolveAsync(handle, ReplacementNames.Item, ResolveAction.Abort);

        var result = await Fleet.ResultAsync(handle);
        result.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Replaced] = 1, [InstanceEnd.Unchanged] = 1, [InstanceEnd.BackOnFormerImage] = 1 });
        fleet.AssertSound(replaced: 3, snapshots: 2);
    }

    [Fact]
    public async Task AllWhileTheCanarySoaks_EndsTheSoak()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 2).With("pace", new { maxUnavailable = 1, canary = 1, soak = "2h" });
        var handle = await fleet.StartAsync();
        var began = flow.Now;
        await flow.UntilAsync(handle, progress => progress.Fleet is { Done: 1, Working: 0 });

        await BackAsync(handle, ReplacementNames.Item);

        (await Fleet.ResultAsync(handle)).Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Unchanged] = 1, [InstanceEnd.BackOnFormerImage] = 1 });
        (flow.Now - began).ShouldBeLessThan(TimeSpan.FromHours(1));
        fleet.AssertSound(replaced: 2, snapshots: 1);
    }

    [Fact]
    public async Task OneForWhichNoPlaceIsLeft_IsNotWaitedForAndToldOf()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 1, stopAfter = 9 });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "StartInstance", Code = "InstanceExpired", HttpStatus = 403, Nth = 2, Times = 9 });
        var handle = await fleet.StartAsync();
        var parked = await flow.UntilAsync(handle, progress => progress.Items.Count > 0);
        var first = fleet.Ids.Single(id => id != parked.Items[0].Item && flow.Simulator.State.Instance(id).ImageId == fleet.New);

        await BackAsync(handle, first);
        await Flow.ResolveAsync(handle, parked.Items[0].Item, ResolveAction.Abort);

        var result = await Fleet.ResultAsync(handle);
        result.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Replaced] = 1, [InstanceEnd.Unchanged] = 1, [InstanceEnd.FailedAsLeft] = 1 });
        result.Notices.ShouldContain(notice => notice.StartsWith($"{Fleet.Region} {first} was not brought back: all places are held by instances that are out of service"));
    }

    [Theory]
    [InlineData(ResolveAction.Retry, InstanceEnd.Replaced, 1)]
    [InlineData(ResolveAction.Abort, InstanceEnd.BackOnFormerImage, 2)]
    public async Task DiskThatIsLongInComing_ParksAndIsNeverAskedForTwice(ResolveAction decision, InstanceEnd end, int replaced)
    {
        await using var flow = await RehearseSlowAsync();
        var fleet = new Fleet(flow, running: 1).With("onFailure", "formerImage");
        var handle = await fleet.StartAsync();

        var parked = await fleet.UntilParkedAsync(handle, fleet.Ids[0]);
        (parked.Row(fleet.Ids[0]).Step, parked.Row(fleet.Ids[0]).Error!.Kind).ShouldBe(("replace", StepErrorKind.Stalled));
        await Flow.ResolveAsync(handle, fleet.Ids[0], decision);

        var result = await ParkedOnAsync(flow, fleet, handle);
        (result.Instances[0].End, result.Instances[0].ImageId).ShouldBe((end, end == InstanceEnd.Replaced ? fleet.New : fleet.Old), result.Summary);
        fleet.Instance(0).ImageId.ShouldBe(result.Instances[0].ImageId);
        fleet.AssertSound(replaced, snapshots: 1);
    }

    [Fact]
    public async Task DiskOfAStoppedInstanceWhoseRequestWasNeverAnswered_MayStillCome_AndThatIsSaid()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 0, stopped: 1);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Action = "ReplaceSystemDisk", Times = 1_000 });

        var outcome = (await fleet.RunAsync()).Instances.ShouldHaveSingleItem();

        (outcome.End, outcome.InService, outcome.ImageId, outcome.Former!.ImageId).ShouldBe((InstanceEnd.FailedAsLeft, false, fleet.Old, fleet.Old));
        outcome.Error!.Remedy.ShouldStartWith("a disk was asked for that may still come: ");
    }

    [Fact]
    public async Task DiskThatIsGivenUpAndComesBeforeTheInstanceRunsAgain_IsSaidToBeThere()
    {
        await using var flow = await RehearseSlowAsync();
        var fleet = new Fleet(flow, running: 1);
        var handle = await fleet.StartAsync();
        await fleet.UntilParkedAsync(handle, fleet.Ids[0]);

        await Flow.ResolveAsync(handle, fleet.Ids[0], ResolveAction.Abort);

        var outcome = (await ParkedOnAsync(flow, fleet, handle)).Instances.ShouldHaveSingleItem();
        (outcome.End, outcome.ImageId, outcome.DiskId).ShouldBe((InstanceEnd.FailedAsLeft, fleet.New, fleet.Instance(0).Disks[0].DiskId));
        fleet.AssertSound(replaced: 1, snapshots: 1);
    }

    [Fact]
    public async Task DiskOfTheWayBackThatIsGivenUp_IsDecidedOnce()
    {
        await using var flow = await RehearseSlowAsync();
        var fleet = new Fleet(flow, running: 1).With("onFailure", "formerImage").With("test", new { commands = new[] { new { run = "echo active" } } });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.FailCommand });
        var handle = await fleet.StartAsync();
        while (fleet.Instance(0).ImageId != fleet.New || (await Flow.ProgressAsync(handle)).Items.All(row => row.State != ItemState.Parked))
        {
            await RetryIfParkedAsync(fleet, handle);
            await flow.DelayAsync(TimeSpan.FromSeconds(1));
        }

        await Flow.ResolveAsync(handle, fleet.Ids[0], ResolveAction.Abort);

        var outcome = (await Fleet.ResultAsync(handle)).Instances.ShouldHaveSingleItem();
        (outcome.End, outcome.ImageId).ShouldBe((InstanceEnd.BackOnFormerImage, fleet.Old));
    }

    // A replacement lasts for longer than what shows nothing new is waited for.
    private static Task<Flow> RehearseSlowAsync()
    {
        var world = SimulatorWorld.Default();
        return Flow.RehearseAsync(new() { World = world with { Rules = world.Rules with { SystemDiskReplacement = TimeSpan.FromMinutes(60) } } });
    }

    // Decides to go on waiting until the run has ended.
    private static async Task<ReplacementResult> ParkedOnAsync(Flow flow, Fleet fleet, WorkflowHandle handle)
    {
        while ((await handle.DescribeAsync()).Status == Temporalio.Api.Enums.V1.WorkflowExecutionStatus.Running)
        {
            await RetryIfParkedAsync(fleet, handle);
            await flow.DelayAsync(TimeSpan.FromSeconds(1));
        }

        return await Fleet.ResultAsync(handle);
    }

    private static async Task RetryIfParkedAsync(Fleet fleet, WorkflowHandle handle)
    {
        if ((await Flow.ProgressAsync(handle)).Items.Any(row => row.Item == fleet.Ids[0] && row.State == ItemState.Parked))
        {
            await Flow.ResolveAsync(handle, fleet.Ids[0], ResolveAction.Retry);
        }
    }

    private static string Waiting(Fleet fleet) => fleet.Ids.Order(StringComparer.Ordinal).Last();

    private static Task<ItemProgress> BackAsync(WorkflowHandle handle, string item) =>
        handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [new ResolveRequest(item, "done", ResolveAction.Back)]);
}
