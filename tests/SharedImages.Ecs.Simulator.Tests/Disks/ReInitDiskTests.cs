namespace SharedImages.Ecs.Simulator.Tests;

public sealed class ReInitDiskTests : SimulatorTest
{
    [Fact]
    public async Task A_disk_goes_back_to_its_image_in_its_own_time()
    {
        var disk = State.Instance(await StoppedInstance()).Disks[0].DiskId;

        (await ReInit(disk)).ShouldBe(200, "OK");

        Status(disk).ShouldBe("ReIniting");
        (await ReInit(disk)).ShouldBe(403, "IncorrectDiskStatus");
        Time.Advance(TimeSpan.FromSeconds(30));
        Status(disk).ShouldBe("In_use");
    }

    [Fact]
    public async Task An_image_that_was_taken_back_or_deleted_cannot_be_gone_back_to()
    {
        var shared = State.Instance(await StoppedInstance()).Disks[0].DiskId;
        var own = await OwnImage();
        var fromOwn = State.Instance(await StoppedInstance(("ImageId", own))).Disks[0].DiskId;
        State.UnshareImage(SimulatorWorld.PlainImageId, SimulatorWorld.OurAccount);
        await Us.Call("DeleteImage", ("RegionId", Hangzhou), ("ImageId", own), ("Force", true));

        (await ReInit(shared)).ShouldBe(404, "InvalidDiskId.OperationNotSupported");
        (await ReInit(fromOwn)).ShouldBe(404, "InvalidDiskId.OperationNotSupported");
    }

    [Fact]
    public async Task A_data_disk_goes_back_to_its_snapshot_if_that_is_still_there()
    {
        var image = await OwnImage();
        var snapshot = State.Image(image).SnapshotIds[0];
        var instance = await StoppedInstance(("DataDisk.1.SnapshotId", snapshot), ("DataDisk.2.Size", 20));
        var (fromSnapshot, empty) = (State.Instance(instance).Disks[1].DiskId, State.Instance(instance).Disks[2].DiskId);

        (await ReInit(fromSnapshot)).ShouldBe(200, "OK");
        Time.Advance(TimeSpan.FromSeconds(30));
        await Us.Call("DeleteImage", ("RegionId", Hangzhou), ("ImageId", image));
        await Us.Call("DeleteSnapshot", ("SnapshotId", snapshot), ("Force", true));

        (await ReInit(fromSnapshot)).ShouldBe(403, "InvalidSourceSnapshot");
        (await ReInit(empty)).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task The_instance_is_stopped_and_not_locked_and_the_disk_ours_and_attached()
    {
        var (running, locked) = (await RunningInstance(), await StoppedInstance(("DataDisk.1.Size", 20), ("DataDisk.1.DeleteWithInstance", false)));
        var disks = State.Instance(locked).Disks;
        State.LockInstance(locked);

        (await ReInit(State.Instance(running).Disks[0].DiskId)).ShouldBe(403, "IncorrectInstanceStatus");
        (await ReInit(disks[0].DiskId)).ShouldBe(403, "InstanceLockedForSecurity");
        (await Publisher.Try("ReInitDisk", ("DiskId", disks[0].DiskId))).ShouldBe(404, "InvalidDiskId.NotFound");
        (await Us.Try("ReInitDisk")).ShouldBe(400, "MissingParameter");
        await Us.Call("DeleteInstance", ("InstanceId", locked));
        (await ReInit(disks[1].DiskId)).ShouldBe(403, "IncorrectDiskStatus");
    }

    private string Status(string diskId) => State.Disks().Single(disk => disk.DiskId == diskId).Status;

    private Task<Reply> ReInit(string diskId) => Us.Try("ReInitDisk", ("DiskId", diskId));
}
