namespace SharedImages.Ecs.Simulator.Tests;

public sealed class CreateSnapshotTests : SimulatorTest
{
    [Fact]
    public async Task A_snapshot_has_its_id_at_once_and_is_made_by_itself()
    {
        var disk = State.Instance(await RunningInstance(("SystemDisk.Encrypted", true), ("SystemDisk.KMSKeyId", OurKeyIn(Hangzhou)))).Disks[0].DiskId;

        var id = (await Create(disk, ("SnapshotName", "before"), ("Description", "before the replacement"), ("RetentionDays", 7), ("Tag.1.Key", "a"))).Text("SnapshotId");

        Time.Advance(TimeSpan.FromSeconds(15));
        var progressing = await Look(id);
        Time.Advance(TimeSpan.FromSeconds(15));
        var accomplished = await Look(id);
        (progressing["Status"]!.GetValue<string>(), progressing["Progress"]!.GetValue<string>(), progressing["RemainTime"]!.GetValue<int>()).ShouldBe(("progressing", "50%", 15));
        (accomplished["Status"]!.GetValue<string>(), accomplished["Usage"]!.GetValue<string>(), accomplished["Available"]!.GetValue<bool>()).ShouldBe(("accomplished", "none", true));
        (accomplished["SnapshotName"]!.GetValue<string>(), accomplished["Description"]!.GetValue<string>(), accomplished["RetentionDays"]!.GetValue<int>()).ShouldBe(("before", "before the replacement", 7));
        (accomplished["SourceDiskId"]!.GetValue<string>(), accomplished["SourceDiskType"]!.GetValue<string>(), accomplished["KMSKeyId"]!.GetValue<string>()).ShouldBe((disk, "system", OurKeyIn(Hangzhou)));
        accomplished["Tags"]!["Tag"]!.AsArray().Count.ShouldBe(1);
        (await Find(("DiskId", disk))).ShouldBe(1);
        (await Find(("SnapshotName", "after"))).ShouldBe(0);
        (await Find(("Usage", "none"))).ShouldBe(1);
        (await Us.Try("DescribeSnapshots", ("RegionId", Hangzhou), ("Usage", "all"))).ShouldBe(404, "InvalidUsage");
    }

    [Fact]
    public async Task The_same_token_makes_one_snapshot()
    {
        var disk = State.Instance(await RunningInstance()).Disks[0].DiskId;

        var first = await Create(disk, ("ClientToken", "t"));
        var second = await Create(disk, ("ClientToken", "t"));

        second.Text("SnapshotId").ShouldBe(first.Text("SnapshotId"));
    }

    [Fact]
    public async Task While_it_is_made_the_disk_stays_as_it_is()
    {
        var instance = await StoppedInstance();
        var disk = State.Instance(instance).Disks[0].DiskId;
        await Create(disk);

        (await Create(disk)).ShouldBe(403, "DiskCreatingSnapshot");
        (await Us.Try("ReInitDisk", ("DiskId", disk))).ShouldBe(403, "DiskCreatingSnapshot");
        (await Us.Try("ReplaceSystemDisk", ("InstanceId", instance), ("ImageId", SimulatorWorld.PlainImageId))).ShouldBe(403, "DiskCreatingSnapshot");
        (await Us.Try("CreateImage", ("RegionId", Hangzhou), ("InstanceId", instance))).ShouldBe(403, "IncorrectDiskStatus.CreatingSnapshot");
        Time.Advance(TimeSpan.FromSeconds(30));
        (await Us.Try("ReInitDisk", ("DiskId", disk))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_snapshot_that_is_still_made_is_called_off_by_its_deletion()
    {
        var disk = State.Instance(await RunningInstance()).Disks[0].DiskId;
        var id = (await Create(disk)).Text("SnapshotId");

        await Us.Call("DeleteSnapshot", ("SnapshotId", id));

        State.Snapshots(SimulatorWorld.OurAccount).ShouldBeEmpty();
        (await Create(disk)).ShouldBe(200, "OK");
        Time.Advance(TimeSpan.FromSeconds(30));
        State.Snapshots(SimulatorWorld.OurAccount).ShouldHaveSingleItem().Status.ShouldBe("accomplished");
    }

    [Fact]
    public async Task A_snapshot_behind_a_disk_is_deleted_by_force_only()
    {
        var snapshot = (await Create(State.Instance(await RunningInstance(("DataDisk.1.Size", 40))).Disks[1].DiskId)).Text("SnapshotId");
        (await Launch(SimulatorWorld.PlainImageId, ("DataDisk.1.SnapshotId", snapshot))).ShouldBe(403, "InvalidSnapshotId.NotReady");
        Time.Advance(TimeSpan.FromSeconds(30));
        await RunningInstance(("DataDisk.1.SnapshotId", snapshot));

        (await Look(snapshot))["Usage"]!.GetValue<string>().ShouldBe("disk");
        (await Us.Try("DeleteSnapshot", ("SnapshotId", snapshot))).ShouldBe(403, "SnapshotCreatedDisk");
        (await Us.Try("DeleteSnapshot", ("SnapshotId", snapshot), ("Force", true))).ShouldBe(200, "OK");
    }

    [Theory]
    [InlineData("DiskId", "", 400, "MissingParameter")]
    [InlineData("DiskId", "d-none", 404, "InvalidDiskId.NotFound")]
    [InlineData("SnapshotName", "auto-1", 400, "InvalidParameter")]
    [InlineData("SnapshotName", "x", 400, "InvalidParameter")]
    [InlineData("Description", "x", 400, "InvalidDescription.Malformed")]
    [InlineData("RetentionDays", "0", 400, "InvalidParameter")]
    [InlineData("RetentionDays", "65537", 400, "InvalidParameter")]
    [InlineData("Tag.1.Key", "acs:x", 400, "InvalidTagKey.Malformed")]
    public async Task A_call_that_breaks_a_rule_makes_nothing(string name, string value, int httpStatus, string code)
    {
        var disk = State.Instance(await RunningInstance()).Disks[0].DiskId;

        (await Us.Try("CreateSnapshot", [.. new Dictionary<string, object> { ["DiskId"] = disk, [name] = value }.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);

        State.Snapshots(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_instance_was_started_once_and_is_running_or_stopped_and_not_locked()
    {
        var created = (await Us.Call("CreateInstance", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("InstanceType", "ecs.g7.large"))).Text("InstanceId");
        var launched = (await Launch(SimulatorWorld.PlainImageId)).InstanceIds[0];
        (await Create(State.Instance(launched).Disks[0].DiskId)).ShouldBe(403, "IncorrectDiskStatus");
        Time.Advance(TimeSpan.FromSeconds(10));
        (await Create(State.Instance(created).Disks[0].DiskId)).ShouldBe(403, "IncorrectInstanceStatus");
        (await Create(State.Instance(launched).Disks[0].DiskId)).ShouldBe(403, "IncorrectInstanceStatus");
        Time.Advance(TimeSpan.FromSeconds(20));
        State.LockInstance(launched);
        (await Create(State.Instance(launched).Disks[0].DiskId)).ShouldBe(403, "InstanceLockedForSecurity");
    }

    [Fact]
    public async Task A_disk_has_256_snapshots_at_most()
    {
        var disk = State.Instance(await RunningInstance()).Disks[0].DiskId;
        for (var snapshot = 0; snapshot < 256; snapshot++)
        {
            (await Create(disk)).ShouldBe(200, "OK");
            Time.Advance(TimeSpan.FromSeconds(30));
        }

        (await Create(disk)).ShouldBe(403, "QuotaExceed.Snapshot");
    }

    private Task<Reply> Create(string diskId, params (string Name, object Value)[] more) => Us.Try("CreateSnapshot", [("DiskId", diskId), .. more]);

    private async Task<System.Text.Json.Nodes.JsonNode> Look(string id) =>
        (await Us.Call("DescribeSnapshots", ("RegionId", Hangzhou), ("SnapshotIds", $"[\"{id}\"]"))).Snapshots.ShouldHaveSingleItem();

    private async Task<int> Find(params (string Name, object Value)[] filter) => (await Us.Call("DescribeSnapshots", [("RegionId", Hangzhou), .. filter])).Snapshots.Count;
}
