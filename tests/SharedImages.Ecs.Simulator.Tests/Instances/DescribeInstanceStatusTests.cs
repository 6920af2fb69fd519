namespace SharedImages.Ecs.Simulator.Tests;

public sealed class DescribeInstanceStatusTests : SimulatorTest
{
    [Fact]
    public async Task Ids_and_statuses_come_fifty_per_page_at_most()
    {
        var ids = (await Launch(SimulatorWorld.PlainImageId, ("Amount", 60))).InstanceIds;

        var page = await Us.Call("DescribeInstanceStatus", ("RegionId", Hangzhou), ("PageSize", 50), ("PageNumber", 2));

        var statuses = page.List("InstanceStatuses", "InstanceStatus");
        (statuses.Count, page.Body["TotalCount"]!.GetValue<int>(), statuses[0]["Status"]!.GetValue<string>()).ShouldBe((10, 60, "Pending"));
        ids.ShouldContain(statuses[0]["InstanceId"]!.GetValue<string>());
        (await Us.Call("DescribeInstanceStatus", ("RegionId", Hangzhou))).List("InstanceStatuses", "InstanceStatus").Count.ShouldBe(10);
    }

    [Fact]
    public async Task Ids_that_are_unknown_are_left_out()
    {
        var id = await RunningInstance();
        await RunningInstance();

        var reply = await Us.Call("DescribeInstanceStatus", ("RegionId", Hangzhou), ("InstanceId.1", id), ("InstanceId.2", "i-none"));

        reply.List("InstanceStatuses", "InstanceStatus").ShouldHaveSingleItem().ToJsonString().ShouldBe($$"""{"InstanceId":"{{id}}","Status":"Running"}""");
        (await Us.Call("DescribeInstanceStatus", ("RegionId", Hangzhou), ("ZoneId", "cn-hangzhou-i"))).List("InstanceStatuses", "InstanceStatus").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("RegionId", "cn-nowhere", 404, "InvalidRegionId.NotFound")]
    [InlineData("PageSize", "51", 400, "InvalidParameter")]
    [InlineData("PageNumber", "0", 400, "InvalidParameter")]
    public async Task A_value_that_ecs_does_not_take_is_refused(string name, string value, int httpStatus, string code) =>
        (await Us.Try("DescribeInstanceStatus", [.. new Dictionary<string, object> { ["RegionId"] = Hangzhou, [name] = value }.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);

    [Fact]
    public async Task At_most_a_hundred_ids() =>
        (await Us.Try("DescribeInstanceStatus", [("RegionId", Hangzhou), .. Enumerable.Range(1, 101).Select(i => ($"InstanceId.{i}", (object)$"i-{i}"))])).ShouldBe(400, "InvalidParameter");
}
