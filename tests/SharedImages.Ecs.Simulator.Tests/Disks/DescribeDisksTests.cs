using System.Text.Json;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class DescribeDisksTests : SimulatorTest
{
    [Fact]
    public async Task A_disk_shows_what_ecs_shows()
    {
        var own = await OwnImage();
        var instance = await RunningInstance(("ImageId", own), ("SystemDisk.Encrypted", true), ("SystemDisk.KMSKeyId", OurKeyIn(Hangzhou)), ("SystemDisk.DiskName", "root"));

        var disk = (await Us.Call("DescribeDisks", ("RegionId", Hangzhou), ("InstanceId", instance))).List("Disks", "Disk").ShouldHaveSingleItem();

        string Text(string name) => disk[name]!.GetValue<string>();
        Text("DiskId").ShouldBe(State.Instance(instance).Disks[0].DiskId);
        (Text("Type"), Text("Status"), Text("Category"), Text("Device"), Text("DiskName")).ShouldBe(("system", "In_use", "cloud_essd", "/dev/xvda", "root"));
        (Text("ImageId"), Text("InstanceId"), Text("SourceSnapshotId"), Text("KMSKeyId")).ShouldBe((own, instance, State.Image(own).SnapshotIds[0], OurKeyIn(Hangzhou)));
        (disk["Size"]!.GetValue<int>(), disk["Encrypted"]!.GetValue<bool>(), disk["DeleteWithInstance"]!.GetValue<bool>()).ShouldBe((40, true, true));
        disk["Attachments"]!["Attachment"]![0]!["InstanceId"]!.GetValue<string>().ShouldBe(instance);
        disk["OperationLocks"]!["OperationLock"]!.AsArray().ShouldBeEmpty();
        State.LockInstance(instance);
        (await Us.Call("DescribeDisks", ("RegionId", Hangzhou))).List("Disks", "Disk")[0]["OperationLocks"]!["OperationLock"]![0]!["LockReason"]!.GetValue<string>().ShouldBe("security");
    }

    [Fact]
    public async Task A_disk_is_being_made_before_it_is_in_use()
    {
        await Launch(SimulatorWorld.PlainImageId);

        (await Find(("Status", "Creating"))).ShouldBe(1);
        Time.Advance(TimeSpan.FromSeconds(10));
        (await Find(("Status", "In_use"))).ShouldBe(1);
    }

    [Theory]
    [InlineData("Status", "All", 2)]
    [InlineData("Status", "Available", 0)]
    [InlineData("DiskType", "system", 1)]
    [InlineData("DiskType", "data", 1)]
    [InlineData("Encrypted", "true", 1)]
    [InlineData("ZoneId", "cn-hangzhou-i", 0)]
    [InlineData("Category", "cloud_ssd", 1)]
    [InlineData("InstanceId", "i-none", 0)]
    [InlineData("Tag.1.Key", "a", 0)]
    [InlineData("DiskIds", "[]", 0)]
    [InlineData("DiskIds", "[\"d-none\"]", 0)]
    [InlineData("RegionId", Shanghai, 0)]
    public async Task Filters_leave_disks_out(string name, string value, int left)
    {
        await RunningInstance(("DataDisk.1.Size", 40), ("DataDisk.1.Encrypted", true), ("DataDisk.1.Category", "cloud_ssd"));

        (await Find((name, value))).ShouldBe(left);
    }

    [Theory]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("Status", "Lost", 404, "InvalidStatus.NotFound")]
    [InlineData("DiskType", "tape", 400, "InvalidParameter")]
    [InlineData("DiskIds", "d-none", 400, "InvalidParameter.DiskIds")]
    [InlineData("DryRun", "true", 400, "DryRunOperation")]
    public async Task A_filter_that_ecs_does_not_take_is_refused(string name, string value, int httpStatus, string code) =>
        (await Us.Try("DescribeDisks", [.. new Dictionary<string, object> { ["RegionId"] = Hangzhou, [name] = value }.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);

    [Fact]
    public async Task At_most_a_hundred_ids() =>
        (await Us.Try("DescribeDisks", ("RegionId", Hangzhou), ("DiskIds", JsonSerializer.Serialize(Enumerable.Range(0, 101).Select(i => $"d-{i}"))))).ShouldBe(403, "InvalidDiskIds.Malformed");

    [Fact]
    public async Task A_page_has_ten_to_five_hundred()
    {
        for (var launch = 0; launch < 3; launch++)
        {
            await Launch(SimulatorWorld.PlainImageId, ("Amount", 100), ("DataDisk.1.Size", 40));
        }

        var first = await Us.Call("DescribeDisks", ("RegionId", Hangzhou), ("MaxResults", 500));
        var second = await Us.Call("DescribeDisks", ("RegionId", Hangzhou), ("MaxResults", 500), ("NextToken", first.Text("NextToken")));

        (first.List("Disks", "Disk").Count, second.List("Disks", "Disk").Count, second.Text("NextToken")).ShouldBe((500, 100, ""));
        (await Find(("MaxResults", 1))).ShouldBe(10);
    }

    private async Task<int> Find(params (string Name, object Value)[] filter) =>
        (await Us.Call("DescribeDisks", [.. new[] { ("RegionId", (object)Hangzhou) }.Where(given => filter.All(other => other.Name != given.Item1)), .. filter])).List("Disks", "Disk").Count;
}
