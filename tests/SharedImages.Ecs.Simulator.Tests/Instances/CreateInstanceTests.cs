namespace SharedImages.Ecs.Simulator.Tests;

public sealed class CreateInstanceTests : SimulatorTest
{
    [Fact]
    public async Task One_instance_ends_stopped_without_a_public_address()
    {
        var id = (await Create(("InternetMaxBandwidthOut", 5), ("ClientToken", "t"))).Text("InstanceId");
        (await Create(("InternetMaxBandwidthOut", 5), ("ClientToken", "t"))).Text("InstanceId").ShouldBe(id);

        State.Instance(id).Status.ShouldBe("Pending");
        Time.Advance(TimeSpan.FromSeconds(10));
        State.Instance(id).Status.ShouldBe("Stopped");
        var instance = (await Us.Call("DescribeInstances", ("RegionId", Hangzhou))).Instances.ShouldHaveSingleItem();
        instance["PublicIpAddress"]!["IpAddress"]!.AsArray().ShouldBeEmpty();
        instance["StartTime"]!.GetValue<string>().ShouldBe("");
        await Us.Call("StartInstance", ("InstanceId", id));
        Time.Advance(TimeSpan.FromSeconds(20));
        State.Instance(id).Status.ShouldBe("Running");
    }

    [Theory]
    [InlineData("InstanceType", "", 400, "MissingParameter")]
    [InlineData("ImageId", "m-none", 404, "InvalidImageId.NotFound")]
    [InlineData("ImageId", SimulatorWorld.EncryptedImageId, 400, "EncryptedOption.Conflict")]
    [InlineData("InstanceType", "ecs.g8y.large", 403, "InvalidInstanceType.NotSupported")]
    [InlineData("DryRun", "true", 400, "DryRunOperation")]
    public async Task It_is_refused_as_a_launch_is(string name, string value, int httpStatus, string code)
    {
        (await Create((name, value))).ShouldBe(httpStatus, code);

        State.Instances().ShouldBeEmpty();
    }

    private Task<Reply> Create(params (string Name, object Value)[] more) => Us.Try(
        "CreateInstance",
        [.. new[] { ("RegionId", (object)Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("InstanceType", "ecs.g7.large") }.Where(given => more.All(other => other.Name != given.Item1)), .. more]);
}
