using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>What a refresh costs that has nothing to do: it runs far more often than there is something new.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class RefreshCostTests
{
    private static readonly string[] More =
    [
        "cn-qingdao", "cn-zhangjiakou", "cn-huhehaote", "cn-wulanchabu", "cn-shenzhen", "cn-heyuan", "cn-guangzhou", "cn-chengdu", "cn-hongkong",
        "ap-northeast-1", "ap-northeast-2", "ap-southeast-3", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "us-west-1", "eu-west-1", "me-east-1",
    ];

    [Fact]
    public async Task ARefreshOfTwentyRegionsThatHasNothingToDo_CostsLittle()
    {
        var world = SimulatorWorld.Default();
        var regions = world.Regions.Union(More, StringComparer.Ordinal).Where(region => region != Flow.Home).Take(19).Prepend(Flow.Home).ToList();
        regions.Count.ShouldBe(20);
        await using var flow = await Flow.RehearseAsync(new() { Speed = 1, Waiting = new(), World = world with { Regions = regions } });
        for (var version = 1; version <= 3; version++)
        {
            GoldRefresh.Share(flow.Simulator, flow.Now, $"{version}");
            await flow.DelayAsync(TimeSpan.FromMinutes(1));
            var spec = GoldRefresh.Spec(regions) with { Keep = new(3, null, TimeSpan.FromDays(1), TimeSpan.FromDays(1), Delete: true) };
            var handle = await flow.StartJsonAsync("refresh/gold", spec, again: true);
            (await Flow.ResultAsync<RefreshResult>(handle, Histories.ReplayUncomparedAsync)).Outcome.ShouldBe(OperationOutcome.Completed);
            if (version == 3)
            {
                await flow.Client.CreateScheduleAsync(ScheduleNames.ScheduleId("gold"), GoldRefresh.Every(TimeSpan.FromDays(7), spec, flow.TaskQueue, flow.Now));
            }
        }

        var (calls, actions) = (flow.Simulator.State.Requests.Count, flow.Actions);
        await flow.DelayAsync(TimeSpan.FromDays(8));

        (await flow.Client.GetScheduleHandle(ScheduleNames.ScheduleId("gold")).DescribeAsync()).Info.NumActions.ShouldBe(1);
        flow.OurImages().Count.ShouldBe(60);
        (flow.Simulator.State.Requests.Count - calls).ShouldBeLessThanOrEqualTo(50);
        (flow.Actions - actions).ShouldBeLessThanOrEqualTo(30);
        TestContext.Current.TestOutputHelper!.WriteLine($"{flow.Simulator.State.Requests.Count - calls} calls of ECS, {flow.Actions - actions} actions");
    }
}
