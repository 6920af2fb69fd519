namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A system disk is replaced while its instance is stopped (facts §12.14).</summary>
public sealed class Behaviour14ReplaceSystemDiskTests : SimulatorTest
{
    [Fact]
    public async Task The_new_disk_has_its_id_at_once_and_the_instance_its_image_when_the_lock_is_gone()
    {
        var (id, image) = (await StoppedInstance(("DataDisk.1.Size", 100)), await OwnImage());
        var before = State.Instance(id).Disks;

        var diskId = (await Replace(id, image)).Text("DiskId");

        State.Instance(id).Disks.Select(disk => disk.DiskId).ShouldBe([diskId, before[1].DiskId]);
        State.Disks().ShouldNotContain(disk => disk.DiskId == before[0].DiskId);
        (await Look(id)).ShouldBe((SimulatorWorld.PlainImageId, "systemDiskReplacing", "Stopped"));
        (await Us.Try("StartInstance", ("InstanceId", id))).ShouldBe(403, "IncorrectInstanceStatus");
        (await Replace(id, image)).ShouldBe(403, "IncorrectInstanceStatus");
        Time.Advance(TimeSpan.FromSeconds(59));
        (await Look(id)).ShouldBe((SimulatorWorld.PlainImageId, "systemDiskReplacing", "Stopped"));
        Time.Advance(TimeSpan.FromSeconds(1));
        (await Look(id)).ShouldBe((image, "", "Stopped"));
        (await Us.Try("StartInstance", ("InstanceId", id))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task The_instance_is_stopped_and_not_locked()
    {
        var (running, locked) = (await RunningInstance(), await StoppedInstance());
        State.LockInstance(locked);

        (await Replace(running, SimulatorWorld.PlainImageId)).ShouldBe(403, "IncorrectInstanceStatus");
        (await Replace(locked, SimulatorWorld.PlainImageId)).ShouldBe(403, "InstanceLockedForSecurity");
    }

    [Fact]
    public async Task The_image_has_a_system_disk_only_and_suits_the_type()
    {
        var data = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "data", Disks = [new WorldDisk(40), new WorldDisk(40)] });
        var arm = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "arm", Architecture = "arm64" });
        var id = await StoppedInstance();

        (await Replace(id, data)).ShouldBe(400, "OperationDenied");
        (await Replace(id, arm)).ShouldBe(403, "ImageNotSupportInstanceType");
    }

    [Theory]
    [InlineData("", 80, 200, "OK")]
    [InlineData("100", 100, 200, "OK")]
    [InlineData("70", 60, 404, "InvalidSystemDiskSize.LessThanImageSize")]
    [InlineData("2049", 60, 404, "InvalidSystemDiskSize.MoreThanMaxSize")]
    public async Task The_disk_is_as_large_as_the_image_at_least(string asked, int size, int httpStatus, string code)
    {
        var large = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "large", Disks = [new WorldDisk(80)] });
        var id = await StoppedInstance(("SystemDisk.Size", 60));

        (await Replace(id, large, ("SystemDisk.Size", asked))).ShouldBe(httpStatus, code);

        State.Instance(id).Disks[0].Size.ShouldBe(size);
    }

    [Fact]
    public async Task And_as_large_as_the_old_one()
    {
        var id = await StoppedInstance(("SystemDisk.Size", 60));

        (await Replace(id, SimulatorWorld.PlainImageId, ("SystemDisk.Size", 50))).ShouldBe(404, "InvalidSystemDiskSize.LessThanMinSize");
        (await Replace(id, SimulatorWorld.PlainImageId)).ShouldBe(200, "OK");

        State.Instance(id).Disks[0].Size.ShouldBe(60);
    }

    [Theory]
    [InlineData("KeepCharging", 200, "OK")]
    [InlineData("StopCharging", 403, "OperationDenied.NoStock")]
    public async Task An_instance_that_stops_paying_may_not_find_its_place_again(string mode, int httpStatus, string code)
    {
        var (id, image) = (await RunningInstance(), await OwnImage());
        State.SetStock(State.Instance(id).Zone, "ecs.g7.large", 0);
        await Us.Call("StopInstance", ("InstanceId", id), ("StoppedMode", mode));
        Time.Advance(TimeSpan.FromSeconds(15));
        (await Replace(id, image)).ShouldBe(200, "OK");
        Time.Advance(TimeSpan.FromSeconds(60));
        await Launch(image, ("ZoneId", State.Instance(id).Zone));

        (await Us.Try("StartInstance", ("InstanceId", id))).ShouldBe(httpStatus, code);
    }

    private Task<Reply> Replace(string instanceId, string imageId, params (string Name, object Value)[] more) =>
        Us.Try("ReplaceSystemDisk", [("InstanceId", instanceId), ("ImageId", imageId), .. more]);

    private async Task<(string Image, string Lock, string Status)> Look(string id)
    {
        var instance = (await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("InstanceIds", $"[\"{id}\"]"))).Instances.ShouldHaveSingleItem();
        var locks = instance["OperationLocks"]!["LockReason"]!.AsArray();
        return (instance["ImageId"]!.GetValue<string>(), locks.Count == 0 ? "" : locks[0]!["LockReason"]!.GetValue<string>(), instance["Status"]!.GetValue<string>());
    }
}
