namespace SharedImages.Ecs.Simulator.Tests;

public sealed class DescribeRegionsTests : SimulatorTest
{
    [Fact]
    public async Task Regions_come_with_endpoint_and_status()
    {
        var regions = (await Us.Call("DescribeRegions")).Body["Regions"]!["Region"]!.AsArray();

        regions.Select(region => region!["RegionId"]!.GetValue<string>()).ShouldBe(SimulatorWorld.Default().Regions);
        regions[0]!["RegionEndpoint"]!.GetValue<string>().ShouldBe("ecs.cn-hangzhou.aliyuncs.com");
        regions[0]!["Status"]!.GetValue<string>().ShouldBe("available");
    }
}
