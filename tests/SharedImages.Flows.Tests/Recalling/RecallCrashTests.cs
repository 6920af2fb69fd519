using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>
/// A version that is recalled in three regions, and the worker dies at a call: of ECS or of Temporal, before or after its effect. Another goes on: all is out of use, the
/// channel points to the version before, and nothing was done twice.
/// </summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class RecallCrashTests
{
    private const string Consumer = SimulatorWorld.ConsumerAccount;

    // Every fourth moment, so that the test cases run beside each other.
    private const int Parts = 4;

    private static readonly string[] Regions = [Flow.Home, "cn-shanghai", "us-east-1"];

    // What only asks Temporal leaves nothing there: a kill at it is one between two calls of ECS.
    private static readonly string[] WritesToTemporal =
    [
        "UpdateWorkflowExecution", "RequestCancelWorkflowExecution", "UpdateWorkflowExecution", "PatchSchedule", "StartWorkflowExecution", "SignalWithStartWorkflowExecution",
        "UpdateWorkflowExecution",
    ];

    // A rehearsal's time stands while an activity runs: a register that a dead worker keeps would have the update of it wait for as long as a call may take.
    private static readonly WorkerSetup KeepingNothing = new() { CachedWorkflows = 0 };

    public static TheoryData<int> EachPart => [.. Enumerable.Range(0, Parts)];

    public static TheoryData<FaultKind, int> EachWriteToTemporal =>
        [.. from at in (FaultKind[])[FaultKind.HoldRequest, FaultKind.HoldAnswer] from nth in Enumerable.Range(1, WritesToTemporal.Length) select (at, nth)];

    [Theory]
    [MemberData(nameof(EachPart))]
    public async Task WorkerKilledAtEachCallOfEcs_AnotherGoesOn(int part)
    {
        var moments = (await MomentsAsync()).Where((_, index) => index % Parts == part);
        foreach (var fault in moments)
        {
            var when = $"{fault.Kind} of {fault.Action} {fault.Nth}";
            await using var flow = await Flow.RehearseAsync(InThreeRegions());
            var images = await ReadyAsync(flow);
            var held = flow.Simulator.Faults.Add(fault);
            var handle = await Recalls.StartAsync(flow, Recalls.OfVersion(images.Name, "2"));
            await flow.UntilHeldAsync(held);

            await flow.KillAsync(flow.Worker);
            await flow.StartWorkerAsync();
            held.Release();

            await AssertRecalledAsync(flow, images, await handle.GetResultAsync<RecallResult>(), when);
        }
    }

    [Theory]
    [MemberData(nameof(EachWriteToTemporal))]
    public async Task WorkerKilledAtEachWriteToTemporal_AnotherGoesOn(FaultKind at, int nth)
    {
        var when = $"{at} of write {nth}";
        var hold = new TemporalHold(nth, at);
        await using var flow = await Flow.RehearseAsync(InThreeRegions() with { Worker = KeepingNothing with { Hold = hold } });
        var images = await ReadyAsync(flow);
        var promotion = await ParkPromotionAsync(flow);
        hold.Begin();
        var handle = await Recalls.StartAsync(flow, Recalls.OfVersion(images.Name, "2"));
        await flow.UntilHeldAsync(hold.Holding);

        await flow.KillAsync(flow.Worker);
        await flow.StartWorkerAsync(KeepingNothing);
        hold.Release();

        var result = await handle.GetResultAsync<RecallResult>();
        result.Promotions.ShouldBe([promotion.Id], when);
        await AssertRecalledAsync(flow, images, result, when);
    }

    [Fact]
    public async Task TheWritesToTemporal_AreThese()
    {
        var hold = new TemporalHold(int.MaxValue, FaultKind.HoldAnswer);
        await using var flow = await Flow.RehearseAsync(InThreeRegions() with { Worker = KeepingNothing with { Hold = hold } });
        var images = await ReadyAsync(flow);
        await ParkPromotionAsync(flow);
        hold.Begin();

        await Recalls.RunAsync(flow, Recalls.OfVersion(images.Name, "2"));

        hold.Writes.ShouldBe(WritesToTemporal);
    }

    // The answer of each call is held; the request only of those that write.
    private static async Task<IReadOnlyList<Fault>> MomentsAsync()
    {
        await using var flow = await Flow.RehearseAsync(InThreeRegions());
        var images = await ReadyAsync(flow);
        var before = flow.Simulator.State.Requests.Count;
        await AssertRecalledAsync(flow, images, await Recalls.RunAsync(flow, Recalls.OfVersion(images.Name, "2")), "without a kill");
        return
        [
            .. flow.Simulator.State.Requests.Skip(before).CountBy(request => request.Action)
                .SelectMany(calls => Enumerable.Range(1, calls.Value).Select(nth => (Action: calls.Key, Nth: nth)))
                .SelectMany(call => ((FaultKind[])[FaultKind.HoldRequest, FaultKind.HoldAnswer])
                    .Where(kind => kind == FaultKind.HoldAnswer || IsWrite(call.Action))
                    .Select(kind => new Fault { Kind = kind, Action = call.Action, Nth = call.Nth })),
        ];
    }

    private static bool IsWrite(string action) => !action.StartsWith("Describe", StringComparison.Ordinal) && !action.StartsWith("Get", StringComparison.Ordinal);

    // A look at all regions is a call in each.
    private static FlowOptions InThreeRegions()
    {
        var world = SimulatorWorld.Default();
        return new()
        {
            Worker = KeepingNothing,
            World = world with
            {
                Regions = Regions,
                Accounts = [.. world.Accounts.Select(account => account with { Keys = [.. account.Keys.Where(key => Regions.Contains(key.Region))] })],
            },
        };
    }

    /// <summary>Version 1; after it version 2, which prod points to; a schedule; an instance.</summary>
    private static async Task<GoldenImages> ReadyAsync(Flow flow)
    {
        var images = new GoldenImages(flow);
        foreach (var region in Regions)
        {
            images.AddOne("1", region, (Lineage.SourceImage, "m-bp1another0000000001"));
        }

        await flow.DelayAsync(TimeSpan.FromMinutes(1));
        foreach (var region in Regions)
        {
            flow.Simulator.State.ShareImage(images.AddOne("2", region, (Lineage.Channel("prod"), Lineage.ChannelValue)), Consumer);
        }

        flow.Simulator.State.AddInstance(SimulatorWorld.OurAccount, new() { Region = Regions[1], Name = "web-1", Image = images.Id("2", Regions[1]) });
        await flow.Client.CreateScheduleAsync(ScheduleNames.ScheduleId(images.Name), GoldRefresh.Every(TimeSpan.FromDays(7), GoldRefresh.Spec(Regions, images.Name), flow.TaskQueue, flow.Now));
        return images;
    }

    /// <summary>An open promotion of the source, which asks ECS nothing as long as nobody decides.</summary>
    private static async Task<WorkflowHandle> ParkPromotionAsync(Flow flow)
    {
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Region = Regions[1], Code = "Forbidden.RAM", HttpStatus = 403 });
        var promotion = await flow.StartAsync(flow.Spec(Regions[1]));
        await flow.UntilParkedAsync(promotion, Regions[1]);
        return promotion;
    }

    private static async Task AssertRecalledAsync(Flow flow, GoldenImages images, RecallResult result, string when)
    {
        var bad = Regions.Select(region => flow.Simulator.State.Image(images.Id("2", region))).ToList();
        var schedule = (await flow.Client.GetScheduleHandle(ScheduleNames.ScheduleId(images.Name)).DescribeAsync()).Schedule.State;

        result.Outcome.ShouldBe(OperationOutcome.Completed, $"{when}: {result.Summary}");
        result.TakenFrom.ShouldBe([Consumer], when);
        result.Schedules.ShouldContain(ScheduleNames.ScheduleId(images.Name), when);
        result.Channels.ShouldBe([new(images.Name, "prod", "2", "1", null)], when);
        result.Instances.ShouldHaveSingleItem(when).ImageId.ShouldBe(bad[1].ImageId, when);
        bad.ShouldAllBe(image => image.Status == ImageStatus.Deprecated && image.Tags[Lineage.Mark] == Lineage.RecalledValue && image.SharedWith.Count == 0, when);
        Regions.ShouldAllBe(region => images.In(region).Single() == "1", when);
        (schedule.Paused, schedule.Note).ShouldBe((true, $"{images.Name}/2 was recalled"), when);
        (await Recalls.RegisterAsync(flow)).Order(StringComparer.Ordinal).ShouldBe(result.Images.Select(image => image.ImageId).Append(SimulatorWorld.EncryptedImageId).Order(StringComparer.Ordinal), when);
        await AssertNothingTwiceAsync(flow, images, bad, when);
    }

    private static async Task AssertNothingTwiceAsync(Flow flow, GoldenImages images, IReadOnlyList<SimulatedImage> bad, string when)
    {
        (await images.MovesAsync()).Count.ShouldBe(1, when);
        var effects = flow.Simulator.State.Ledger.Entries.Where(entry => entry.Action is not null && entry.Kind == LedgerKind.Image).ToList();
        foreach (var image in bad)
        {
            effects.Where(entry => entry.ResourceId == image.ImageId).Select(entry => entry.Effect)
                .ShouldBe([LedgerEffect.Tagged, LedgerEffect.Untagged, LedgerEffect.Unshared, LedgerEffect.Changed], ignoreOrder: true, when);
        }
    }
}
