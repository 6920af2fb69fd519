using System.Globalization;
using SharedImages.Ecs.Simulator;
using Temporalio.Client.Schedules;

namespace SharedImages.Flows.Tests;

/// <summary>
/// A year of a refresh by a weekly schedule, on a rehearsal: a publisher shares a new version every two weeks, channels follow, older versions go. After
/// each week regions, shares, channels and leftovers are what the rules say, by what the simulator holds.
/// </summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class YearTests
{
    private const string Consumer = SimulatorWorld.ConsumerAccount;
    private const int Kept = 3;
    private static readonly string[] Regions = [Flow.Home, "cn-shanghai", "cn-beijing", "ap-southeast-1", "eu-central-1", "us-east-1"];

    [Fact]
    public async Task EachWeek_EverythingIsAsTheRulesSay()
    {
        await using var flow = await Flow.RehearseAsync(new() { Speed = 1, Waiting = new() });
        var publisher = new Publisher(flow);
        await flow.Client.CreateScheduleAsync(ScheduleNames.ScheduleId("gold"), Weekly(flow));
        // From now on each look is six days after a refresh.
        publisher.Share();
        await flow.DelayAsync(TimeSpan.FromDays(6));
        for (var week = 1; week <= 52; week++)
        {
            await flow.DelayAsync(TimeSpan.FromDays(7));
            var due = publisher.Shared;
            Check(flow, week, due, week % 2 == 1 ? due[..^1] : due);
            Publish(publisher, week);
        }

        var schedule = await flow.Client.GetScheduleHandle(ScheduleNames.ScheduleId("gold")).DescribeAsync();
        schedule.Schedule.State.Paused.ShouldBeFalse(schedule.Schedule.State.Note);
        schedule.Info.NumActions.ShouldBe(52);
        flow.Simulator.State.Ledger.Duplicates.ShouldBeEmpty();
    }

    /// <summary>A new version every two weeks; once two on a day; once a stranger's, with a newer name.</summary>
    private static void Publish(Publisher publisher, int week)
    {
        if (week % 2 == 0)
        {
            publisher.Share();
        }

        if (week == 20)
        {
            publisher.ShareAsAStranger();
        }
    }

    /// <param name="flow">The year.</param>
    /// <param name="week">The week.</param>
    /// <param name="shared">The versions that had been shared when the refresh ran, the newest last.</param>
    /// <param name="tested">Those that dev had pointed to for long enough.</param>
    private static void Check(Flow flow, int week, IReadOnlyList<string> shared, IReadOnlyList<string> tested)
    {
        var when = $"in week {week}";
        foreach (var region in Regions)
        {
            var images = flow.OurImages(region);
            images.Select(image => image.Tags[Lineage.Version]).Order(StringComparer.Ordinal).ShouldBe(shared.TakeLast(Kept).Order(StringComparer.Ordinal), $"{region} {when}");
            images.ShouldAllBe(image => image.Status == "Available" && image.SharedWith.Single() == Consumer && image.Tags[Lineage.Done] == Lineage.DoneValue, $"{region} {when}");
            Pointed(images, "dev").ShouldBe([shared[^1]], $"dev in {region} {when}");
            Pointed(images, "prod").ShouldBe(tested.TakeLast(1), $"prod in {region} {when}");
        }

        flow.OurSnapshots().Count.ShouldBe(flow.OurImages().Count, when);
    }

    private static IEnumerable<string> Pointed(IEnumerable<SimulatedImage> images, string channel) =>
        images.Where(image => image.Tags.ContainsKey(Lineage.Channel(channel))).Select(image => image.Tags[Lineage.Version]);

    private static Schedule Weekly(Flow flow) => GoldRefresh.Weekly(
        flow,
        GoldRefresh.Spec(Regions) with
        {
            Drift = DriftPolicy.Repair,
            Keep = new(Kept, null, TimeSpan.FromDays(1), TimeSpan.FromDays(1), Delete: true),
            Channels = [new("dev", TimeSpan.Zero), new("prod", TimeSpan.FromDays(3))],
        });

    /// <summary>Who shares versions with us.</summary>
    private sealed class Publisher(Flow flow)
    {
        private readonly List<string> shared = [];

        public string[] Shared => [.. shared];

        public void Share()
        {
            shared.Add(string.Create(CultureInfo.InvariantCulture, $"{shared.Count + 1:000}"));
            Add(SimulatorWorld.PublisherAccount, shared[^1]);
        }

        public void ShareAsAStranger() => Add(SimulatorWorld.StrangerAccount, "999");

        private void Add(string account, string version) => GoldRefresh.Share(flow, account, version);
    }
}
