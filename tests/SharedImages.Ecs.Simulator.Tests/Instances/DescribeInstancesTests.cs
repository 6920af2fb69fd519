using System.Text.Json;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class DescribeInstancesTests : SimulatorTest
{
    [Fact]
    public async Task An_instance_shows_what_ecs_shows()
    {
        var id = await RunningInstance(("InstanceName", "web"), ("InternetMaxBandwidthOut", 5), ("HttpTokens", "required"), ("Tag.1.Key", "a"), ("Tag.1.Value", "1"));

        var instance = (await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("InstanceIds", JsonSerializer.Serialize(new[] { id })))).Instances.ShouldHaveSingleItem();

        string Text(string name) => instance[name]!.GetValue<string>();
        (Text("InstanceId"), Text("InstanceName"), Text("Status"), Text("ImageId")).ShouldBe((id, "web", "Running", SimulatorWorld.PlainImageId));
        (Text("RegionId"), Text("ZoneId"), Text("InstanceType")).ShouldBe((Hangzhou, "cn-hangzhou-h", "ecs.g7.large"));
        (instance["Cpu"]!.GetValue<int>(), instance["Memory"]!.GetValue<int>()).ShouldBe((2, 8192));
        (Text("CreationTime"), Text("StartTime")).ShouldBe(("2026-11-24T08:00Z", "2026-11-24T08:00Z"));
        (Text("StoppedMode"), Text("InstanceChargeType"), Text("SpotStrategy")).ShouldBe(("Not-applicable", "PostPaid", "NoSpot"));
        instance["VpcAttributes"]!["PrivateIpAddress"]!["IpAddress"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("10.0.0.1");
        instance["PublicIpAddress"]!["IpAddress"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("203.0.113.1");
        instance["SecurityGroupIds"]!["SecurityGroupId"]!.AsArray().Count.ShouldBe(1);
        instance["OperationLocks"]!["LockReason"]!.AsArray().ShouldBeEmpty();
        instance["MetadataOptions"]!["HttpTokens"]!.GetValue<string>().ShouldBe("required");
        instance["Tags"]!["Tag"]![0]!.ToJsonString().ShouldBe("""{"TagKey":"a","TagValue":"1"}""");
    }

    [Theory]
    [InlineData("Status", "Running", 1)]
    [InlineData("Status", "Stopped", 0)]
    [InlineData("ImageId", SimulatorWorld.PlainImageId, 1)]
    [InlineData("ImageId", "m-none", 0)]
    [InlineData("ZoneId", "cn-hangzhou-h", 1)]
    [InlineData("ZoneId", "cn-hangzhou-i", 0)]
    [InlineData("InstanceType", "ecs.g7.large", 1)]
    [InlineData("InstanceName", "w*b", 1)]
    [InlineData("InstanceName", "w?b", 0)]
    [InlineData("InstanceName", "we", 0)]
    [InlineData("VSwitchId", "vsw-none", 0)]
    [InlineData("SecurityGroupId", "sg-none", 0)]
    [InlineData("InstanceChargeType", "PrePaid", 0)]
    [InlineData("LockReason", "security", 0)]
    [InlineData("Tag.1.Key", "a", 1)]
    [InlineData("Tag.1.Key", "b", 0)]
    [InlineData("InstanceIds", "[]", 0)]
    [InlineData("InstanceIds", "[\"i-none\"]", 0)]
    [InlineData("RegionId", Shanghai, 0)]
    public async Task Filters_leave_instances_out(string name, string value, int left)
    {
        await RunningInstance(("InstanceName", "web"), ("Tag.1.Key", "a"));

        (await Us.Call("DescribeInstances", [.. new Dictionary<string, object> { ["RegionId"] = Hangzhou, [name] = value }.Select(pair => (pair.Key, pair.Value))])).Instances.Count.ShouldBe(left);
    }

    [Fact]
    public async Task Creation_times_limit_the_list()
    {
        await RunningInstance();

        (await Find(("Filter.1.Key", "CreationStartTime"), ("Filter.1.Value", "2026-11-24T08:00Z"))).ShouldBe(1);
        (await Find(("Filter.1.Key", "CreationStartTime"), ("Filter.1.Value", "2026-11-24T08:01Z"))).ShouldBe(0);
        (await Find(("Filter.1.Key", "CreationEndTime"), ("Filter.1.Value", "2026-11-24T07:59Z"))).ShouldBe(0);
    }

    [Theory]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("Status", "Sleeping", 404, "InvalidStatus.NotFound")]
    [InlineData("LockReason", "whim", 404, "InvalidLockReason.NotFound")]
    [InlineData("InstanceChargeType", "Free", 404, "InvalidInstanceChargeType.NotFound")]
    [InlineData("Filter.1.Key", "Colour", 404, "InvalidFilterKey.NotFound")]
    [InlineData("InstanceIds", "i-none", 400, "InvalidParameter")]
    [InlineData("PageSize", "101", 400, "InvalidParameter")]
    [InlineData("DryRun", "true", 400, "DryRunOperation")]
    public async Task A_filter_that_ecs_does_not_take_is_refused(string name, string value, int httpStatus, string code) =>
        (await Us.Try("DescribeInstances", [.. new Dictionary<string, object> { ["RegionId"] = Hangzhou, [name] = value }.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);

    [Fact]
    public async Task At_most_a_hundred_ids_and_twenty_tags()
    {
        (await Us.Try("DescribeInstances", ("RegionId", Hangzhou), ("InstanceIds", JsonSerializer.Serialize(Enumerable.Range(0, 101).Select(i => $"i-{i}"))))).ShouldBe(400, "InvalidParameter");
        (await Us.Try("DescribeInstances", [("RegionId", Hangzhou), .. Enumerable.Range(1, 21).Select(i => ($"Tag.{i}.Key", (object)$"k{i}"))])).ShouldBe(400, "InvalidTagCount");
    }

    [Fact]
    public async Task Pages_go_on_by_token_until_it_is_empty_and_have_ten_to_a_hundred()
    {
        await Launch(SimulatorWorld.PlainImageId, ("Amount", 100));
        await Launch(SimulatorWorld.PlainImageId, ("Amount", 5));

        var first = await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("MaxResults", 1000));
        var second = await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("MaxResults", 1000), ("NextToken", first.Text("NextToken")));

        (first.Instances.Count, second.Instances.Count, second.Text("NextToken")).ShouldBe((100, 5, ""));
        first.Instances.Concat(second.Instances).Select(instance => instance["InstanceId"]!.GetValue<string>()).Distinct().Count().ShouldBe(105);
        (await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("MaxResults", 1))).Instances.Count.ShouldBe(10);
        var byNumber = await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("PageNumber", 11));
        (byNumber.Instances.Count, byNumber.Body["TotalCount"]!.GetValue<int>()).ShouldBe((5, 105));
    }

    [Fact]
    public async Task Nobody_sees_the_instances_of_others()
    {
        await RunningInstance();

        (await Publisher.Call("DescribeInstances", ("RegionId", Hangzhou))).Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_image_in_use_says_so()
    {
        var own = await OwnImage();
        await Launch(own);

        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", own))).Image["Usage"]!.GetValue<string>().ShouldBe("instance");
        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("Usage", "instance"))).Images.Count.ShouldBe(1);
        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("Usage", "none"))).Images.Count.ShouldBe(3);
    }

    private async Task<int> Find(params (string Name, object Value)[] filter) => (await Us.Call("DescribeInstances", [("RegionId", Hangzhou), .. filter])).Instances.Count;
}
