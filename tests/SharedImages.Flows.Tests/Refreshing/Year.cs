using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using Temporalio.Client;
using Temporalio.Client.Schedules;

namespace SharedImages.Flows.Tests;

/// <summary>
/// A year of a refresh by a weekly schedule. A publisher shares a new version every two weeks; now and then two in a day; one is bad and recalled, one is
/// taken back while it is copied, one is a stranger's. Six days after each refresh what the simulator holds is what the rules say.
/// </summary>
internal sealed class Year(Flow flow)
{
    private const int Weeks = 52;
    private const string Consumer = SimulatorWorld.ConsumerAccount;

    // What happens after the look of a week.
    private static readonly int[] TwoInADay = [8, 34];
    private const int StrangerShares = 20;
    private const int BadIsRecalled = 26;
    private const int ScheduleIsResumed = 27;
    private const int RecalledIsRetired = 32;

    // What happens while the refresh of a week copies.
    private const int TakenBackInTheMiddle = 39;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan MiddleOfTheFirstCopy = new WorldRules().SameRegionCopy / 2;

    private readonly Publisher publisher = new(flow);
    private readonly YearRules rules = new();
    private readonly DateTimeOffset start = flow.Now;
    private IReadOnlyList<string> bad = [];
    private long recalledAt;

    /// <summary>In real time; a copy fails when its source is taken back.</summary>
    public static FlowOptions Options { get; } = new()
    {
        Speed = 1,
        Waiting = new(),
        World = SimulatorWorld.Default() with { Rules = new() { UnsharingFailsCopies = true } },
    };

    private ScheduleHandle Schedule => flow.Client.GetScheduleHandle(ScheduleNames.ScheduleId(GoldRefresh.Name));

    /// <summary>All of it.</summary>
    public async Task PlayAsync()
    {
        await PlayAsync(Weeks);
        await CheckAllAsync();
    }

    /// <summary>Its first weeks.</summary>
    public async Task PlayAsync(int weeks)
    {
        publisher.Share();
        await flow.Client.CreateScheduleAsync(Schedule.Id, GoldRefresh.Every(Week, GoldRefresh.OfAYear, flow.TaskQueue, start));
        for (var week = 1; week <= weeks; week++)
        {
            var refresh = start + (week * Week);
            await RefreshAsync(week, refresh);
            await UntilAsync(refresh + TimeSpan.FromDays(6));
            await CheckAsync($"in week {week}");
            await ActAsync(week);
        }
    }

    private async Task RefreshAsync(int week, DateTimeOffset refresh)
    {
        if (week == TakenBackInTheMiddle)
        {
            await TakeBackAsync(refresh);
        }
        else if (week != ScheduleIsResumed)
        {
            rules.Refresh(publisher.Newest, refresh);
        }
    }

    private async Task ActAsync(int week)
    {
        switch (week)
        {
            case StrangerShares:
                GoldRefresh.Share(flow.Simulator, flow.Now, "999", SimulatorWorld.StrangerAccount);
                break;
            case BadIsRecalled:
                await RecallAsync();
                break;
            case ScheduleIsResumed:
                await Schedule.UnpauseAsync("a good version is there");
                break;
            case RecalledIsRetired:
                await RetireAsync();
                break;
        }

        if (week % 2 == 0)
        {
            publisher.Share();
        }

        if (TwoInADay.Contains(week))
        {
            await flow.DelayAsync(TimeSpan.FromHours(1));
            publisher.Share();
        }
    }

    private async Task RecallAsync()
    {
        var version = publisher.Newest;
        var spec = Recalls.OfVersion(GoldRefresh.Name, version) with { Reason = "CVE-2026-1234" };
        bad = [.. flow.OurImages().Where(image => VersionOf(image) == version).Select(image => image.ImageId)];
        recalledAt = flow.Simulator.State.Ledger.Entries[^1].Number;

        var result = await Recalls.RunAsync(flow, spec);
        rules.Recall(flow.Now);

        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Images.Select(image => image.ImageId).ShouldBe(bad, ignoreOrder: true);
        result.TakenFrom.ShouldBe([Consumer]);
        result.Schedules.ShouldBe([Schedule.Id]);
        result.Channels.Select(channel => (channel.Channel, channel.From, channel.To)).ShouldBe([("dev", version, rules.Held[^1]), ("prod", version, rules.Held[^1])]);
        (await Schedule.DescribeAsync()).Schedule.State.Note.ShouldBe($"{GoldRefresh.Name}/{version} was recalled: CVE-2026-1234");
        await CheckAsync("after the recall");
    }

    private async Task RetireAsync()
    {
        var spec = new RetirementSpec(GoldRefresh.Name, rules.Recalled!, null, TimeSpan.Zero, TimeSpan.FromHours(1), Delete: true);
        var handle = await flow.StartJsonAsync(OperationKinds.Retirement.WorkflowId(spec.Name, spec.Version), spec);
        (await handle.GetResultAsync<RetirementResult>()).Outcome.ShouldBe(OperationOutcome.Completed);
        rules.Retire();
    }

    // The first copy fails, and is not begun anew of what is not shared any more: somebody gives the promotion up.
    private async Task TakeBackAsync(DateTimeOffset refresh)
    {
        var promotion = flow.Client.GetWorkflowHandle(ContractNames.WorkflowId(GoldRefresh.Name, publisher.Newest));
        await UntilAsync(refresh + MiddleOfTheFirstCopy);
        flow.OurImages().ShouldContain(image => image.Status == ImageStatus.Creating && VersionOf(image) == publisher.Newest);
        publisher.TakeBack();
        await UntilAsync(refresh + TimeSpan.FromHours(1));
        var parked = (await Flow.ProgressAsync(promotion)).Row(Flow.Home);
        parked.State.ShouldBe(ItemState.Parked);
        // Its id is in the history, and else drawn by chance.
        await promotion.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [new ResolveRequest(Flow.Home, parked.Step!, ResolveAction.Abort)], new WorkflowUpdateOptions("abort"));
    }

    private async Task CheckAsync(string when)
    {
        foreach (var region in GoldRefresh.SixRegions)
        {
            var images = flow.OurImages(region).ToLookup(image => VersionOf(image) == rules.Recalled);
            images[false].Select(VersionOf).ShouldBe(rules.Held, ignoreOrder: true, customMessage: $"{region} {when}");
            images[false].ShouldAllBe(image => image.Status == ImageStatus.Available && image.SharedWith.Single() == Consumer && image.Tags[Lineage.Done] == Lineage.DoneValue, $"{region} {when}");
            images[true].Count().ShouldBe(rules.Recalled is null ? 0 : 1, $"{region} {when}");
            images[true].ShouldAllBe(image => image.Status == ImageStatus.Deprecated && image.SharedWith.Count == 0 && image.Tags[Lineage.Mark] == Lineage.RecalledValue, $"{region} {when}");
            Pointed(region, "dev").ShouldBe(rules.Dev, $"dev in {region} {when}");
            Pointed(region, "prod").ShouldBe(rules.Prod, $"prod in {region} {when}");
        }

        await CheckLeftoversAsync(when);
    }

    // No image in another region, no snapshot without its image, no operation that does not come to its end.
    private async Task CheckLeftoversAsync(string when)
    {
        var images = flow.OurImages();
        images.ShouldAllBe(image => GoldRefresh.SixRegions.Contains(image.Region), when);
        flow.OurSnapshots().Select(snapshot => snapshot.SnapshotId).ShouldBe(images.SelectMany(image => image.SnapshotIds), ignoreOrder: true, customMessage: when);
        var open = new List<string>();
        await foreach (var run in flow.Client.ListWorkflowsAsync("ExecutionStatus = 'Running'"))
        {
            open.Add(run.WorkflowType);
        }

        open.ShouldBe([RecallNames.RecallRegister, ChannelNames.ChannelHistory], ignoreOrder: true, customMessage: when);
    }

    // No image twice, none forgotten; what was recalled was never handed out again.
    private async Task CheckAllAsync()
    {
        var (ledger, schedule) = (flow.Simulator.State.Ledger, await Schedule.DescribeAsync());
        ledger.Lost.ShouldBe(0);
        ledger.Duplicates.ShouldBeEmpty();
        foreach (var region in GoldRefresh.SixRegions)
        {
            ledger.Entries.Where(entry => entry.Region == region && entry.Effect == LedgerEffect.Tagged && entry.What == Lineage.Done)
                .Select(entry => ledger.Entries.Single(other => other.ResourceId == entry.ResourceId && other.Effect == LedgerEffect.Tagged && other.What == Lineage.Version).After)
                .ShouldBe(rules.Promoted, ignoreOrder: false, customMessage: region);
        }

        ledger.Entries.ShouldNotContain(entry => entry.Number > recalledAt && bad.Contains(entry.ResourceId)
            && (entry.Effect == LedgerEffect.Shared || (entry.Effect == LedgerEffect.Tagged && Lineage.Channels.Select(Lineage.Channel).Contains(entry.What))));
        schedule.Schedule.State.Paused.ShouldBeFalse(schedule.Schedule.State.Note);
        schedule.Info.NumActions.ShouldBe(Weeks - 1, "all but the week in which it was paused");
    }

    private IEnumerable<string> Pointed(string region, string channel) =>
        flow.OurImages(region).Where(image => image.Tags.ContainsKey(Lineage.Channel(channel))).Select(VersionOf);

    private static string VersionOf(SimulatedImage image) => image.Tags.GetValueOrDefault(Lineage.Version, "");

    private Task UntilAsync(DateTimeOffset time) => flow.DelayAsync(time - flow.Now);
}
