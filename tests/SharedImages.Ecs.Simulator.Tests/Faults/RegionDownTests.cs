namespace SharedImages.Ecs.Simulator.Tests;

public sealed class RegionDownTests : SimulatorTest
{
    [Fact]
    public async Task Every_call_from_and_to_the_region_is_refused_until_the_fault_is_removed()
    {
        var own = await OwnImage();
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.RegionDown, Region = Shanghai });

        (await Us.Try("DescribeImages", ("RegionId", Shanghai))).ShouldBe(503, "ServiceUnavailable.RegionMaintaining");
        (await CopyOwn(own, Shanghai, "there")).ShouldBe(503, "ServiceUnavailable.RegionMaintaining");
        (await Us.Try("CopyImage", ("RegionId", Shanghai), ("ImageId", own), ("DestinationRegionId", Hangzhou))).ShouldBe(503, "ServiceUnavailable.RegionMaintaining");
        (await Us.Try("DescribeImages", ("RegionId", Hangzhou))).ShouldBe(200, "OK");

        Simulator.Faults.Remove(fault.Id);
        (await Us.Try("DescribeImages", ("RegionId", Shanghai))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task It_can_be_over_after_a_while()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.RegionDown, Region = Shanghai, Duration = TimeSpan.FromMinutes(10) });

        (await Us.Try("DescribeImages", ("RegionId", Shanghai))).ShouldBe(503, "ServiceUnavailable.RegionMaintaining");
        Time.Advance(TimeSpan.FromMinutes(10));
        (await Us.Try("DescribeImages", ("RegionId", Shanghai))).ShouldBe(200, "OK");
    }
}
