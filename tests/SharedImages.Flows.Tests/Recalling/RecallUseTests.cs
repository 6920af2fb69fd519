using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>Whatever was under way when an image was recalled, and whatever is begun afterwards: nothing hands it out, and who has it is listed.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class RecallUseTests
{
    private const string Ours = SimulatorWorld.OurAccount;
    private const string Consumer = SimulatorWorld.ConsumerAccount;
    private const string Second = "cn-shanghai";

    [Fact]
    public async Task AReplacementByIt_IsRefused()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 1);
        await Recalls.RunAsync(flow, Recalls.OfImage(fleet.New));

        var result = await fleet.RunAsync();

        result.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("recalled");
        fleet.Instance(0).ImageId.ShouldBe(fleet.Old);
        fleet.AssertSound(replaced: 0, snapshots: 0);
    }

    [Fact]
    public async Task AReplacementUnderWay_PutsItOnNoOtherDisk_AndStopsNoOtherInstance()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 1, stopAfter = 9 });
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CreateSnapshot" });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(held);

        var recall = await Recalls.RunAsync(flow, Recalls.OfImage(fleet.New));
        held.Release();
        var result = await Fleet.ResultAsync(handle);

        recall.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Unchanged] = 2, [InstanceEnd.BackOnFormerImage] = 1 });
        result.Instances.ShouldAllBe(outcome => outcome.Error!.Message.Contains($"{fleet.New} was recalled"));
        fleet.Effects("StopInstance", LedgerEffect.Changed, LedgerKind.Instance).ShouldBe(1);
        fleet.AssertSound(replaced: 0, snapshots: 1);
    }

    [Fact]
    public async Task ADiskOfItThatIsComing_IsSaid_AndListedWhenItIsThere()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 1);
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "ReplaceSystemDisk" });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(held);

        var first = await Recalls.RunAsync(flow, Recalls.OfImage(fleet.New));
        held.Release();
        await Fleet.ResultAsync(handle);
        var second = await Recalls.RunAsync(flow, Recalls.OfImage(fleet.New));

        first.Instances.ShouldBeEmpty();
        first.Notes.ShouldHaveSingleItem().ShouldBe(
            $"1 instance may be getting a disk of them at this moment, which shows later ({ReplacementNames.InstanceWorkflowId(Ours, Fleet.Region, fleet.Ids[0])}); when that has ended, run the recall again");
        second.Instances.ShouldBe([new(Fleet.Region, fleet.Ids[0], fleet.New)]);
        second.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task ACanaryOfIt_IsListed_AndTheOthersStayAsTheyAre()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 1, canary = 1, soak = "decision", stopAfter = 9 });
        var handle = await fleet.StartAsync();
        await fleet.UntilParkedAsync(handle, ReplacementNames.Item);
        var canary = fleet.Ids.Single(id => flow.Simulator.State.Instance(id).ImageId == fleet.New);

        var recall = await Recalls.RunAsync(flow, Recalls.OfImage(fleet.New));
        await Flow.ResolveAsync(handle, ReplacementNames.Item, ResolveAction.Continue);
        var result = await Fleet.ResultAsync(handle);

        recall.Instances.ShouldBe([new(Fleet.Region, canary, fleet.New)]);
        result.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Replaced] = 1, [InstanceEnd.Unchanged] = 2 });
        fleet.Ids.Where(id => flow.Simulator.State.Instance(id).ImageId == fleet.New).ShouldBe([canary]);
        fleet.AssertSound(replaced: 1, snapshots: 1);
    }

    [Fact]
    public async Task TheWayBackToIt_Parks_AndTheInstanceKeepsItsNewDisk()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 2).With("pace", new { maxUnavailable = 1, canary = 1, soak = "decision" });
        var handle = await fleet.StartAsync();
        await fleet.UntilParkedAsync(handle, ReplacementNames.Item);
        var canary = fleet.Ids.Single(id => flow.Simulator.State.Instance(id).ImageId == fleet.New);
        await Recalls.RunAsync(flow, Recalls.OfImage(fleet.Old));

        await Flow.ResolveAsync(handle, ReplacementNames.Item, ResolveAction.Back);
        var parked = (await fleet.UntilParkedAsync(handle, canary)).Row(canary);
        await Flow.ResolveAsync(handle, canary, ResolveAction.Abort);
        var result = await Fleet.ResultAsync(handle);

        parked.Error!.Message.ShouldContain($"{fleet.Old} was recalled");
        result.Instances.Single(outcome => outcome.InstanceId == canary).ImageId.ShouldBe(fleet.New);
        flow.Simulator.State.Instance(canary).ImageId.ShouldBe(fleet.New);
        fleet.AssertSound(replaced: 1, snapshots: 1);
    }

    [Theory]
    [InlineData("formerImage", true)]
    [InlineData("keep", false)]
    public async Task AReplacementOfIt_IsNotBegunWithAWayBackToIt(string onFailure, bool isRefused)
    {
        await using var flow = await Flow.RehearseAsync(new());
        var fleet = new Fleet(flow, running: 1).With("onFailure", onFailure);
        await Recalls.RunAsync(flow, Recalls.OfImage(fleet.Old));

        var result = await fleet.RunAsync();

        (result.Outcome == OperationOutcome.Refused).ShouldBe(isRefused, result.Summary);
        (isRefused ? result.Refusals.Select(refusal => refusal.Message) : result.Notices).ShouldContain(message => message.StartsWith($"{fleet.Old}, which instances have now, is gone, no longer shared with this account, recalled, "));
        fleet.Instance(0).ImageId.ShouldBe(isRefused ? fleet.Old : fleet.New);
    }

    [Fact]
    public async Task ALaunchThatWaits_LaunchesNoMoreOfIt()
    {
        var options = new FlowOptions();
        await using var flow = await Flow.RehearseAsync(options with { Trust = LaunchBuilder.Allowing(options.Trust) });
        var image = flow.Simulator.State.AddImage(Ours, new() { Region = Second, Name = "built-here" });
        SetStock(flow, 1, 0, 0);
        var handle = await new LaunchBuilder(flow, image, Second).StartAsync();
        await flow.UntilParkedAsync(handle, Second);
        var launched = flow.Simulator.State.Instances(Ours, Second).Select(instance => instance.InstanceId).ToList();

        var recall = await Recalls.RunAsync(flow, Recalls.OfImage(image));
        SetStock(flow, 9, 9, 9);
        await Flow.ResolveAsync(handle, Second, ResolveAction.Retry);
        var parked = (await flow.UntilParkedAsync(handle, Second)).Row(Second);

        launched.Count.ShouldBe(1);
        recall.Instances.Select(instance => instance.InstanceId).ShouldBe(launched);
        parked.Error!.Message.ShouldContain($"{image} was recalled");
        flow.Simulator.State.Instances(Ours, Second).Select(instance => instance.InstanceId).ShouldBe(launched);
    }

    [Fact]
    public async Task ARefreshBySchedule_LeavesItAlone_AndASharingIsRefused()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var refresh = flow.Refresh(Second).With("drift", "repair");
        var image = (await flow.Client.GetWorkflowHandle(await CompletedAsync(flow, refresh)).GetResultAsync<RefreshResult>()).Regions[0].ImageId!;
        var schedule = await flow.Client.CreateScheduleAsync(ScheduleNames.ScheduleId(refresh.Name), GoldRefresh.Every(TimeSpan.FromDays(7), refresh.ToSpec(), flow.TaskQueue, flow.Now));
        await Recalls.RunAsync(flow, Recalls.OfVersion(refresh.Name, RefreshBuilder.Version));
        (await schedule.DescribeAsync()).Schedule.State.Paused.ShouldBeTrue();

        await schedule.UnpauseAsync();
        await flow.DelayAsync(TimeSpan.FromDays(8));
        var scheduled = await Flow.ResultAsync<RefreshResult>(flow.Client.GetWorkflowHandle(refresh.WorkflowId), Histories.ReplayUncomparedAsync);
        // As if somebody thought that it was only withdrawn.
        await flow.ByHandAsync(ecs => ecs.ModifyImageAttributeAsync(new() { RegionId = Second, ImageId = image, Status = ImageStatus.Available }));
        var sharing = await flow.StartAsync(flow.Sharing().OfImages((Second, image)).Add(Consumer));
        var shared = await Flow.ResultAsync<SharingResult>(sharing, Histories.ReplayUncomparedAsync);

        scheduled.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("recalled");
        (await schedule.DescribeAsync()).Schedule.State.Paused.ShouldBeTrue("its refresh was refused");
        shared.Refusals.ShouldHaveSingleItem().Message.ShouldBe($"{image} in {Second} is recalled; use another version");
        flow.Simulator.State.Image(image).SharedWith.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoRunsIt_AndWhoHadIt_IsListedCompletely()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var images = new GoldenImages(flow);
        (string Region, int Running, string SharedWith)[] places =
            [("cn-hangzhou", 101, Consumer), (Second, 130, SimulatorWorld.SecondConsumerAccount), ("us-east-1", 1, Consumer), ("eu-central-1", 0, Consumer)];
        foreach (var (region, running, account) in places)
        {
            var good = images.AddOne("1", region, (Lineage.SourceImage, "m-bp1another0000000001"));
            var bad = images.AddOne("2", region);
            flow.Simulator.State.ShareImage(bad, account);
            Launch(flow, region, bad, running);
            Launch(flow, region, good, 2);
        }

        // As it was shared with us, it may be launched from, too.
        Launch(flow, Flow.Home, SimulatorWorld.EncryptedImageId, 3);
        var recall = await Recalls.RunAsync(flow, Recalls.OfVersion(images.Name, "2"));

        IReadOnlyList<string> all = [.. places.Select(place => images.Id("2", place.Region)), SimulatorWorld.EncryptedImageId];
        recall.Instances.ShouldBe(
            flow.Simulator.State.Instances(Ours).Where(instance => all.Contains(instance.ImageId)).Select(instance => new RecalledInstance(instance.Region, instance.InstanceId, instance.ImageId)),
            ignoreOrder: true);
        recall.InstanceCount.ShouldBe(235);
        recall.TakenFrom.ShouldBe([Consumer, SimulatorWorld.SecondConsumerAccount], ignoreOrder: true);
        recall.Images.ShouldAllBe(image => image.TakenFrom.Single() == places.Single(place => place.Region == image.Region).SharedWith);
    }

    private static void Launch(Flow flow, string region, string image, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            flow.Simulator.State.AddInstance(Ours, new() { Region = region, Name = $"web-{number}", Image = image, Status = number % 2 == 0 ? "Stopped" : "Running" });
        }
    }

    private static void SetStock(Flow flow, params IReadOnlyList<int> left)
    {
        for (var zone = 0; zone < left.Count; zone++)
        {
            flow.Simulator.State.SetStock(LaunchBuilder.Zone(Second, zone), "ecs.g7.large", left[zone]);
        }
    }

    private static async Task<string> CompletedAsync(Flow flow, RefreshBuilder refresh)
    {
        (await Flow.ResultAsync<RefreshResult>(await flow.StartAsync(refresh), Histories.ReplayUncomparedAsync)).Outcome.ShouldBe(OperationOutcome.Completed);
        return refresh.WorkflowId;
    }
}
