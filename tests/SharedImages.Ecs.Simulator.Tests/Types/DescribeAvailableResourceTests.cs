using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class DescribeAvailableResourceTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options => base.Options with
    {
        World = SimulatorWorld.Default() with
        {
            Zones =
            [
                new WorldZone { Region = Hangzhou, Id = "cn-hangzhou-i", Stock = [new WorldStock("ecs.g7.large", 0)] },
                new WorldZone { Region = Hangzhou, Id = "cn-hangzhou-j", OnSale = false },
                new WorldZone { Region = Hangzhou, Id = "cn-hangzhou-k", InstanceTypes = ["ecs.c7.large"] },
            ],
        },
    };

    [Fact]
    public async Task Each_zone_says_which_types_it_sells_and_has()
    {
        var zones = await Zones(("DestinationResource", "InstanceType"));

        zones.Select(Status).ShouldBe([("cn-hangzhou-i", "Available", "WithStock"), ("cn-hangzhou-j", "SoldOut", "ClosedWithStock"), ("cn-hangzhou-k", "Available", "WithStock")]);
        zones[0]["AvailableResources"]!["AvailableResource"]![0]!["Type"]!.GetValue<string>().ShouldBe("InstanceType");
        Resources(zones[0]).First(type => type.Value == "ecs.g7.large").ShouldBe(("ecs.g7.large", "SoldOut", "WithoutStock"));
        Resources(zones[0]).First(type => type.Value == "ecs.c7.large").ShouldBe(("ecs.c7.large", "Available", "WithStock"));
        Resources(zones[1]).ShouldAllBe(type => type.Status == "SoldOut");
        Resources(zones[2]).Select(type => type.Value).ShouldBe(["ecs.c7.large"]);
    }

    [Fact]
    public async Task One_type_in_one_zone_can_be_asked_for()
    {
        var zone = (await Zones(("DestinationResource", "InstanceType"), ("ZoneId", "cn-hangzhou-i"), ("InstanceType", "ecs.g7.large"))).ShouldHaveSingleItem();

        Status(zone).ShouldBe(("cn-hangzhou-i", "SoldOut", "WithoutStock"));
        Resources(zone).ShouldBe([("ecs.g7.large", "SoldOut", "WithoutStock")]);
    }

    [Theory]
    [InlineData("Zone", "cn-hangzhou-i")]
    [InlineData("IoOptimized", "optimized")]
    [InlineData("Network", "vpc")]
    [InlineData("SystemDisk", "cloud_essd")]
    [InlineData("DataDisk", "cloud_essd")]
    public async Task Other_resources_are_answered_in_the_same_form(string destination, string value) =>
        Resources((await Zones(("DestinationResource", destination)))[0])[0].ShouldBe((value, "Available", "WithStock"));

    [Theory]
    [InlineData("RegionId", "cn-nowhere", 404, "Invalid.RegionId")]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("DestinationResource", "", 400, "MissingParameter")]
    [InlineData("DestinationResource", "Planet", 404, "Invalid.DestinationResource")]
    [InlineData("ResourceType", "planet", 404, "Invalid.ResourceType")]
    [InlineData("SpotStrategy", "SpotAsYouLike", 404, "Invalid.SpotStrategy")]
    [InlineData("InstanceChargeType", "Free", 400, "Invalid.InstanceChargeType")]
    public async Task A_value_that_ecs_does_not_take_is_refused(string name, string value, int httpStatus, string code)
    {
        var parameters = new Dictionary<string, object> { ["RegionId"] = Hangzhou, ["DestinationResource"] = "Zone", [name] = value };

        (await Us.Try("DescribeAvailableResource", [.. parameters.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);
    }

    private async Task<IReadOnlyList<JsonNode>> Zones(params (string Name, object Value)[] parameters) =>
        (await Us.Call("DescribeAvailableResource", [("RegionId", Hangzhou), .. parameters])).List("AvailableZones", "AvailableZone");

    private static (string Zone, string Status, string Category) Status(JsonNode zone) =>
        (zone["ZoneId"]!.GetValue<string>(), zone["Status"]!.GetValue<string>(), zone["StatusCategory"]!.GetValue<string>());

    private static List<(string Value, string Status, string Category)> Resources(JsonNode zone) =>
        [.. zone["AvailableResources"]!["AvailableResource"]![0]!["SupportedResources"]!["SupportedResource"]!.AsArray()
            .Select(resource => (resource!["Value"]!.GetValue<string>(), resource["Status"]!.GetValue<string>(), resource["StatusCategory"]!.GetValue<string>()))];
}
