namespace SharedImages.Ecs.Simulator.Tests;

public sealed class RunInstancesTests : SimulatorTest
{
    [Fact]
    public async Task Ids_come_at_once_and_the_instances_start_by_themselves()
    {
        var launched = await Launch(SimulatorWorld.PlainImageId, ("Amount", 2));

        launched.ShouldBe(200, "OK");
        launched.InstanceIds.Count.ShouldBe(2);
        launched.InstanceIds.ShouldAllBe(id => id.Length == 22 && id.StartsWith("i-", StringComparison.Ordinal));
        launched.Body.ContainsKey("OrderId").ShouldBeFalse();
        Statuses().ShouldBe(["Pending", "Pending"]);
        Time.Advance(TimeSpan.FromSeconds(10));
        Statuses().ShouldBe(["Starting", "Starting"]);
        Time.Advance(TimeSpan.FromMilliseconds(19_990));
        Statuses().ShouldBe(["Starting", "Starting"]);
        Time.Advance(TimeSpan.FromMilliseconds(10));
        Statuses().ShouldBe(["Running", "Running"]);
    }

    [Fact]
    public async Task Instances_get_disks_as_image_and_request_say()
    {
        var image = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "two-disks", Disks = [new WorldDisk(60), new WorldDisk(100)] });

        var id = (await Launch(
            image,
            ("SystemDisk.Size", "80"),
            ("DataDisk.1.Size", 200),
            ("DataDisk.1.Encrypted", true),
            ("DataDisk.2.Device", "/dev/xvdb"),
            ("DataDisk.2.Size", 120))).InstanceIds[0];

        State.Instance(id).Disks.Select(disk => (disk.Type, disk.Size, Encrypted: disk.KMSKeyId is not null)).ShouldBe([("system", 80, false), ("data", 120, false), ("data", 200, true)]);
    }

    [Fact]
    public async Task Disks_without_a_device_get_the_next_free_one_and_there_are_sixteen_at_most()
    {
        await Launch(SimulatorWorld.PlainImageId, ("DataDisk.1.Size", 20), ("DataDisk.2.Size", 40), ("DataDisk.2.Device", "/dev/xvdb"), ("DataDisk.3.Size", 60));

        var disks = (await Us.Call("DescribeDisks", ("RegionId", Hangzhou), ("DiskType", "data"))).List("Disks", "Disk");
        disks.OrderBy(disk => disk["Size"]!.GetValue<int>()).Select(disk => disk["Device"]!.GetValue<string>()).ShouldBe(["/dev/xvdc", "/dev/xvdb", "/dev/xvdd"]);
        (await Launch(SimulatorWorld.PlainImageId, [.. Enumerable.Range(1, 16).Select(i => ($"DataDisk.{i}.Size", (object)20))])).ShouldBe(200, "OK");
        (await Launch(SimulatorWorld.PlainImageId, [.. Enumerable.Range(1, 17).Select(i => ($"DataDisk.{i}.Size", (object)20))])).ShouldBe(400, "InvalidParameter");
    }

    [Theory]
    [InlineData(20, 40)]
    [InlineData(60, 60)]
    public async Task A_system_disk_is_as_large_as_the_image_and_forty_at_least(int imageSize, int diskSize)
    {
        var image = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "own", Disks = [new WorldDisk(imageSize)] });

        var id = (await Launch(image)).InstanceIds[0];

        State.Instance(id).Disks.ShouldHaveSingleItem().Size.ShouldBe(diskSize);
    }

    [Fact]
    public async Task Names_count_up_in_the_way_that_is_asked_for()
    {
        await Launch(SimulatorWorld.PlainImageId, ("Amount", 2), ("InstanceName", "web-[9,3]-x"), ("HostName", "web"), ("UniqueSuffix", true));
        await Launch(SimulatorWorld.PlainImageId, ("Amount", 2), ("InstanceName", "app"), ("UniqueSuffix", true));
        var unnamed = (await Launch(SimulatorWorld.PlainImageId)).InstanceIds[0];

        State.Instances().Select(instance => instance.Name).ShouldBe(["web-009-x", "web-010-x", "app001", "app002", unnamed]);
        (await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("InstanceName", "web-*"))).Instances.Select(instance => instance["HostName"]!.GetValue<string>()).ShouldBe(["web001", "web002"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_newest_available_image_of_a_family_can_be_launched()
    {
        State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "old", Family = "web" });
        Time.Advance(TimeSpan.FromMinutes(1));
        var newest = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "new", Family = "web" });
        Time.Advance(TimeSpan.FromMinutes(1));
        State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "withdrawn", Family = "web", Deprecated = true });

        var reply = await Us.Call("RunInstances", ("RegionId", Hangzhou), ("ImageFamily", "web"), ("InstanceType", "ecs.g7.large"));

        State.Instance(reply.InstanceIds[0]).ImageId.ShouldBe(newest);
        (await Us.Try("RunInstances", ("RegionId", Hangzhou), ("ImageFamily", "none"), ("InstanceType", "ecs.g7.large"))).ShouldBe(403, "InvalidImageFamily.MissingAvailableImage");
        (await Launch(newest, ("ImageFamily", "web"))).ShouldBe(400, "UnexpectedImageFamily.ImageIdSupplied");
    }

    [Fact]
    public async Task A_password_is_not_kept()
    {
        await Launch(SimulatorWorld.PlainImageId, ("Password", "Keep-me-n0t"));

        State.Requests[^1].Parameters.ShouldContainKey("InstanceType");
        State.Requests[^1].Parameters.ShouldNotContainKey("Password");
    }

    [Fact]
    public async Task A_prepaid_launch_has_an_order() =>
        (await Launch(SimulatorWorld.PlainImageId, ("InstanceChargeType", "PrePaid"))).Text("OrderId").Length.ShouldBe(15);

    [Fact]
    public async Task An_instance_with_a_release_time_goes_by_itself()
    {
        await Launch(SimulatorWorld.PlainImageId, ("AutoReleaseTime", "2026-11-24T08:30:00Z"));

        (await Us.Call("DescribeInstances", ("RegionId", Hangzhou))).Instances.ShouldHaveSingleItem()["AutoReleaseTime"]!.GetValue<string>().ShouldBe("2026-11-24T08:30Z");
        Time.Advance(TimeSpan.FromMinutes(30));
        State.Instances().ShouldBeEmpty();
        (await Launch(SimulatorWorld.PlainImageId, ("AutoReleaseTime", "2026-11-24T08:59:59Z"))).ShouldBe(400, "InvalidParameter");
        (await Launch(SimulatorWorld.PlainImageId, ("AutoReleaseTime", "2029-11-24T08:30:01Z"))).ShouldBe(400, "InvalidParameter");
    }

    [Fact]
    public async Task A_dry_run_checks_everything_stock_too_and_makes_nothing()
    {
        (await Launch(SimulatorWorld.PlainImageId, ("DryRun", true))).ShouldBe(400, "DryRunOperation");
        (await Launch("m-none", ("DryRun", true))).ShouldBe(404, "InvalidImageId.NotFound");
        (await Launch(SimulatorWorld.PlainImageId, ("DryRun", true), ("Amount", 101))).ShouldBe(403, "DryRun.InvalidAmount");

        State.Instances().ShouldBeEmpty();
    }

    private IEnumerable<string> Statuses() => State.Instances().Select(instance => instance.Status);
}
