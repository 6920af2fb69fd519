using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class CloudAssistantStatusTests : SimulatorTest
{
    [Fact]
    public async Task The_agent_answers_some_time_after_each_start()
    {
        var id = await RunningInstance();

        (await Look(id))["CloudAssistantStatus"]!.GetValue<string>().ShouldBe("false");
        Time.Advance(TimeSpan.FromSeconds(15));
        var status = await Look(id);
        (status["CloudAssistantStatus"]!.GetValue<string>(), status["LastHeartbeatTime"]!.GetValue<string>(), status["OSType"]!.GetValue<string>()).ShouldBe(("true", "2026-11-24T08:00:45Z", "linux"));
        await Us.Call("StopInstance", ("InstanceId", id));
        (await Look(id))["CloudAssistantStatus"]!.GetValue<string>().ShouldBe("false");
    }

    [Fact]
    public async Task An_image_without_the_agent_never_gets_one_nor_do_its_copies()
    {
        var image = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "bare", HasAgent = false });
        var copy = (await CopyOwn(image, Hangzhou, "bare-copy")).ImageId;
        Time.Advance(TimeSpan.FromSeconds(30));
        var id = await RunningInstance(("ImageId", copy));

        Time.Advance(TimeSpan.FromHours(1));

        (await Look(id))["CloudAssistantStatus"]!.GetValue<string>().ShouldBe("false");
    }

    [Fact]
    public async Task It_counts_invocations()
    {
        var id = await RunningInstance();
        Time.Advance(TimeSpan.FromSeconds(15));
        await Us.Call("RunCommand", ("RegionId", Hangzhou), ("Type", "RunShellScript"), ("CommandContent", "true"), ("InstanceId.1", id));

        var status = await Look(id);

        (status["InvocationCount"]!.GetValue<int>(), status["ActiveTaskCount"]!.GetValue<int>(), status["LastInvokedTime"]!.GetValue<string>()).ShouldBe((1, 1, "2026-11-24T08:00:45Z"));
        Time.Advance(TimeSpan.FromSeconds(6));
        (await Look(id))["ActiveTaskCount"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task All_instances_come_in_pages_of_ten_to_fifty_and_named_ones_all_at_once()
    {
        var ids = (await Launch(SimulatorWorld.PlainImageId, ("Amount", 60))).InstanceIds;

        var first = await Us.Call("DescribeCloudAssistantStatus", ("RegionId", Hangzhou), ("MaxResults", 100));
        var second = await Us.Call("DescribeCloudAssistantStatus", ("RegionId", Hangzhou), ("MaxResults", 100), ("NextToken", first.Text("NextToken")));
        var named = await Us.Call("DescribeCloudAssistantStatus", [("RegionId", Hangzhou), ("MaxResults", 10), .. ids.Take(50).Select((id, i) => ($"InstanceId.{i + 1}", (object)id))]);

        (Statuses(first).Count, Statuses(second).Count, Statuses(named).Count).ShouldBe((50, 10, 50));
        Statuses(await Us.Call("DescribeCloudAssistantStatus", ("RegionId", Hangzhou))).Count.ShouldBe(10);
        Statuses(await Us.Call("DescribeCloudAssistantStatus", ("RegionId", Hangzhou), ("OSType", "Windows"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("InstanceId.1", "i-none", 404, "InvalidInstance.NotFound")]
    [InlineData("PageSize", "51", 400, "InvalidParameter")]
    public async Task A_call_that_breaks_a_rule_is_refused(string name, string value, int httpStatus, string code) =>
        (await Us.Try("DescribeCloudAssistantStatus", [.. new Dictionary<string, object> { ["RegionId"] = Hangzhou, [name] = value }.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);

    [Fact]
    public async Task At_most_fifty_can_be_named() =>
        (await Us.Try("DescribeCloudAssistantStatus", [("RegionId", Hangzhou), .. Enumerable.Range(1, 51).Select(i => ($"InstanceId.{i}", (object)$"i-{i}"))])).ShouldBe(403, "InstanceIds.ExceedLimit");

    private static IReadOnlyList<JsonNode> Statuses(Reply reply) => reply.List("InstanceCloudAssistantStatusSet", "InstanceCloudAssistantStatus");

    private async Task<JsonNode> Look(string id) => Statuses(await Us.Call("DescribeCloudAssistantStatus", ("RegionId", Hangzhou), ("InstanceId.1", id))).ShouldHaveSingleItem();
}
