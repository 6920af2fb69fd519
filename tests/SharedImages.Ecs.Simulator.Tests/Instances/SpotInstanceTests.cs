namespace SharedImages.Ecs.Simulator.Tests;

public sealed class SpotInstanceTests : SimulatorTest
{
    private const string Type = "ecs.g7.large";

    [Theory]
    [InlineData("SpotAsPriceGo", "", "", "", 200, "OK")]
    [InlineData("SpotWithPriceLimit", "0.165", "0", "Stop", 200, "OK")]
    [InlineData("SpotWithPriceLimit", "0.1649", "1", "Terminate", 400, "InvalidSpotPriceLimit.LowerThanPublicPrice")]
    [InlineData("SpotAsYouLike", "", "", "", 400, "InvalidSpotStrategy")]
    [InlineData("SpotAsPriceGo", "", "2", "", 400, "InvalidParameter")]
    [InlineData("SpotAsPriceGo", "", "", "Sleep", 400, "InvalidParameter")]
    public async Task A_spot_instance_has_a_strategy_a_limit_a_duration_and_an_end(string strategy, string limit, string duration, string interruption, int httpStatus, string code) =>
        (await Spot(strategy, limit, ("SpotDuration", duration), ("SpotInterruptionBehavior", interruption))).ShouldBe(httpStatus, code);

    [Fact]
    public async Task A_price_above_the_limit_keeps_an_instance_from_being_launched_and_started()
    {
        var limited = await Stopped("SpotWithPriceLimit", "0.2");
        var unlimited = await Stopped("SpotAsPriceGo", "");

        State.SetPrice(Type, 0.21m);

        (await Spot("SpotWithPriceLimit", "0.2")).ShouldBe(400, "InvalidSpotPriceLimit.LowerThanPublicPrice");
        (await Us.Try("StartInstance", ("InstanceId", limited))).ShouldBe(403, "OperationDenied.SpotPriceLowerThanPublicPrice");
        (await Us.Try("StartInstances", ("RegionId", Hangzhou), ("InstanceId.1", limited))).ShouldBe(403, "OperationDenied.SpotPriceLowerThanPublicPrice");
        (await Us.Try("StartInstance", ("InstanceId", unlimited))).ShouldBe(200, "OK");
        (await Launch(SimulatorWorld.PlainImageId, ("Amount", 2))).Body["TradePrice"]!.GetValue<decimal>().ShouldBe(0.42m);
        State.SetPrice(Type, 0.2m);
        (await Us.Try("StartInstance", ("InstanceId", limited))).ShouldBe(200, "OK");
    }

    private Task<Reply> Spot(string strategy, string limit, params (string Name, object Value)[] more) =>
        Launch(SimulatorWorld.PlainImageId, [("SpotStrategy", strategy), ("SpotPriceLimit", limit), .. more]);

    private Task<string> Stopped(string strategy, string limit) => StoppedInstance(("SpotStrategy", strategy), ("SpotPriceLimit", limit));
}
