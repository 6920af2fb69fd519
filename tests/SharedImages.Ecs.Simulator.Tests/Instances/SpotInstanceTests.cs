namespace SharedImages.Ecs.Simulator.Tests;

public sealed class SpotInstanceTests : SimulatorTest
{
    [Theory]
    [InlineData("SpotAsPriceGo", "", "", "", 200, "OK")]
    [InlineData("SpotWithPriceLimit", "0.165", "0", "Stop", 200, "OK")]
    [InlineData("SpotWithPriceLimit", "much", "1", "Terminate", 400, "InvalidParameter")]
    [InlineData("SpotAsYouLike", "", "", "", 400, "InvalidSpotStrategy")]
    [InlineData("SpotAsPriceGo", "", "2", "", 400, "InvalidParameter")]
    [InlineData("SpotAsPriceGo", "", "", "Sleep", 400, "InvalidParameter")]
    public async Task A_spot_instance_has_a_strategy_a_limit_a_duration_and_an_end(string strategy, string limit, string duration, string interruption, int httpStatus, string code) =>
        (await Spot(strategy, limit, ("SpotDuration", duration), ("SpotInterruptionBehavior", interruption))).ShouldBe(httpStatus, code);

    [Theory]
    [InlineData("")]
    [InlineData("Terminate")]
    public async Task One_that_is_taken_back_is_locked_and_five_minutes_later_gone(string interruption)
    {
        var instance = await Running(("SpotInterruptionBehavior", interruption));

        State.ReclaimInstance(instance);

        (await Seen(instance)).ShouldBe("Running Recycling");
        Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        (await Seen(instance)).ShouldBe("Running Recycling");
        Time.Advance(TimeSpan.FromTicks(1));
        (await Seen(instance)).ShouldBeNull();
        Simulator.State.Ledger.Entries.Where(entry => entry.ResourceId == instance && entry.Effect == LedgerEffect.Removed).ShouldHaveSingleItem().Cause.ShouldBe(LedgerCause.Service);
    }

    [Fact]
    public async Task One_that_is_to_stop_when_it_is_taken_back_can_be_started_again()
    {
        var instance = await Running(("SpotInterruptionBehavior", "Stop"));
        State.ReclaimInstance(instance);

        Time.Advance(TimeSpan.FromMinutes(5));

        (await Seen(instance)).ShouldBe("Stopping ");
        Time.Advance(TimeSpan.FromSeconds(15));
        (await Seen(instance)).ShouldBe("Stopped ");
        (await Us.Try("StartInstance", ("InstanceId", instance))).ShouldBe(200, "OK");
        Time.Advance(TimeSpan.FromMinutes(10));
        (await Seen(instance)).ShouldBe("Running ");
    }

    [Fact]
    public async Task Announced_twice_it_stops_once()
    {
        var instance = await Running(("SpotInterruptionBehavior", "Stop"));
        State.ReclaimInstance(instance);
        Time.Advance(TimeSpan.FromMinutes(1));

        State.ReclaimInstance(instance);

        Time.Advance(TimeSpan.FromMinutes(4) + TimeSpan.FromSeconds(15));
        (await Seen(instance)).ShouldBe("Stopped ");
        Time.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromSeconds(15));
        (await Seen(instance)).ShouldBe("Stopped ");
    }

    [Fact]
    public async Task One_that_is_stopping_goes_on_to_stop_and_stays_so()
    {
        var instance = await Running(("SpotInterruptionBehavior", "Stop"));
        await Us.Call("StopInstance", ("InstanceId", instance));

        State.ReclaimInstance(instance);

        (await Seen(instance)).ShouldBe("Stopping Recycling");
        Time.Advance(TimeSpan.FromMinutes(5));
        (await Seen(instance)).ShouldBe("Stopped ");
    }

    [Fact]
    public async Task Stopped_already_it_stays_so()
    {
        var instance = await StoppedInstance(("SpotStrategy", "SpotAsPriceGo"), ("SpotInterruptionBehavior", "Stop"));

        State.ReclaimInstance(instance);

        (await Seen(instance)).ShouldBe("Stopped Recycling");
        Time.Advance(TimeSpan.FromMinutes(5));
        (await Seen(instance)).ShouldBe("Stopped ");
    }

    [Fact]
    public async Task An_ordinary_instance_is_not_taken_back()
    {
        var instance = (await Launch(SimulatorWorld.PlainImageId)).InstanceIds[0];

        Should.Throw<ArgumentException>(() => State.ReclaimInstance(instance)).Message.ShouldContain($"{instance} is no spot instance");
        Should.Throw<KeyNotFoundException>(() => State.ReclaimInstance("i-none")).Message.ShouldContain("i-none");
    }

    private async Task<string> Running(params (string Name, object Value)[] more)
    {
        var instance = (await Spot("SpotAsPriceGo", "", more)).InstanceIds[0];
        Time.Advance(TimeSpan.FromMinutes(1));
        return instance;
    }

    /// <summary>Status and lock; null = it is not listed.</summary>
    private async Task<string?> Seen(string instance) =>
        (await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("InstanceIds", $"[\"{instance}\"]"))).Instances.Select(seen =>
            $"{seen["Status"]} {string.Join(", ", seen["OperationLocks"]!["LockReason"]!.AsArray().Select(reason => reason!["LockReason"]))}").SingleOrDefault();

    private Task<Reply> Spot(string strategy, string limit, params (string Name, object Value)[] more) =>
        Launch(SimulatorWorld.PlainImageId, [("SpotStrategy", strategy), ("SpotPriceLimit", limit), .. more]);

}
