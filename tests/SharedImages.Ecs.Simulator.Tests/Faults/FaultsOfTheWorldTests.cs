namespace SharedImages.Ecs.Simulator.Tests;

public sealed class FaultsOfTheWorldTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options =>
        base.Options with { World = SimulatorWorld.Default() with { Faults = [new Fault { Kind = FaultKind.Throttle, Action = "DescribeRegions" }] } };

    [Fact]
    public async Task They_are_in_force_from_the_start()
    {
        (await Us.Try("DescribeRegions")).ShouldBe(400, "Throttling.User");
        (await Us.Try("DescribeRegions")).ShouldBe(200, "OK");
        Simulator.Faults.All.ShouldHaveSingleItem().Hits.ShouldBe(1);
    }
}
