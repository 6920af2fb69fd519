namespace SharedImages.Ecs.Simulator.Tests;

public sealed class CreateImageTests : SimulatorTest
{
    [Fact]
    public async Task An_image_of_an_instance_has_all_its_disks_and_is_made_by_itself()
    {
        var instance = await RunningInstance(("DataDisk.1.Size", 100), ("DataDisk.1.Encrypted", true));

        var id = (await Create(("InstanceId", instance), ("ImageName", "golden"), ("Description", "Golden"), ("ImageFamily", "web"), ("Tag.1.Key", "a"))).ImageId;

        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageOwnerAlias", "self"))).Images.ShouldBeEmpty();
        Time.Advance(TimeSpan.FromSeconds(30));
        var creating = (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", id), ("Status", "ALL"))).Image;
        (creating["Status"]!.GetValue<string>(), creating["Progress"]!.GetValue<string>(), creating["Usable"]!.GetValue<bool>()).ShouldBe(("Creating", "50%", false));
        Time.Advance(TimeSpan.FromSeconds(30));
        var image = (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", id))).Image;
        (image["ImageName"]!.GetValue<string>(), image["ImageFamily"]!.GetValue<string>(), image["IsCopied"]!.GetValue<bool>()).ShouldBe(("golden", "web", false));
        image["Tags"]!["Tag"]!.AsArray().Count.ShouldBe(1);
        image["DiskDeviceMappings"]!["DiskDeviceMapping"]!.AsArray().Select(disk => (disk!["Type"]!.GetValue<string>(), disk["Size"]!.GetValue<string>(), disk["Encrypted"]!.GetValue<bool>()))
            .ShouldBe([("system", "40", false), ("data", "100", true)]);
        State.Snapshots(SimulatorWorld.OurAccount).Select(snapshot => snapshot.Status).ShouldBe(["accomplished", "accomplished"]);
        (await Launch(id)).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task An_image_of_a_snapshot_keeps_to_that_snapshot()
    {
        var disks = State.Instance(await StoppedInstance(("DataDisk.1.Size", 40))).Disks;
        var (system, data) = (await Snapshot(disks[0].DiskId), await Snapshot(disks[1].DiskId));

        var id = (await Create(("SnapshotId", system), ("Architecture", "i386"), ("BootMode", "BIOS"), ("Platform", "Ubuntu"))).ImageId;

        State.Image(id).SnapshotIds.ShouldBe([system]);
        State.Image(id).BootMode.ShouldBe("BIOS");
        State.Image(id).Name.ShouldBe(id);
        (await Us.Try("DeleteSnapshot", ("SnapshotId", system))).ShouldBe(403, "SnapshotCreatedImage");
        (await Create(("SnapshotId", data))).ShouldBe(403, "OperationDenied");
        (await Create(("SnapshotId", system), ("Architecture", "mips"))).ShouldBe(400, "InvalidArchitecture.Malformed");
        (await Create(("SnapshotId", system), ("BootMode", "LILO"))).ShouldBe(400, "InvalidParameter");
    }

    [Fact]
    public async Task An_image_can_be_put_together_of_snapshots_and_empty_disks()
    {
        var disks = State.Instance(await StoppedInstance(("DataDisk.1.Size", 40))).Disks;
        var (system, data) = (await Snapshot(disks[0].DiskId), await Snapshot(disks[1].DiskId));

        var id = (await Create(
            ("DiskDeviceMapping.1.SnapshotId", data),
            ("DiskDeviceMapping.1.Device", "/dev/xvdc"),
            ("DiskDeviceMapping.2.SnapshotId", system),
            ("DiskDeviceMapping.2.DiskType", "system"),
            ("DiskDeviceMapping.2.Size", 60),
            ("DiskDeviceMapping.3.Size", 20),
            ("DiskDeviceMapping.3.Device", "/dev/xvdd"))).ImageId;

        Time.Advance(TimeSpan.FromSeconds(60));
        var mapping = (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", id))).Image["DiskDeviceMappings"]!["DiskDeviceMapping"]!.AsArray();
        mapping.Select(disk => (disk!["Device"]!.GetValue<string>(), disk["Size"]!.GetValue<string>(), disk["SnapshotId"]!.GetValue<string>()))
            .ShouldBe([("/dev/xvda", "60", system), ("/dev/xvdc", "40", data), ("/dev/xvdd", "20", "")]);
        State.Instance((await Launch(id)).InstanceIds[0]).Disks.Count.ShouldBe(3);
        (await Create(("DiskDeviceMapping.1.SnapshotId", system), ("DiskDeviceMapping.2.Size", 20), ("DiskDeviceMapping.2.Device", "sdb"))).ShouldBe(400, "InvalidDevice.Malformed");
        (await Create(("DiskDeviceMapping.1.SnapshotId", system), ("DiskDeviceMapping.2.Size", 20), ("DiskDeviceMapping.2.Device", "/dev/xvda"))).ShouldBe(400, "InvalidDevice.InUse");
        (await Create(("DiskDeviceMapping.1.SnapshotId", system), ("DiskDeviceMapping.2.Device", "/dev/xvdb"))).ShouldBe(400, "MissingParameter");
        (await Create([.. Enumerable.Range(1, 18).Select(i => ($"DiskDeviceMapping.{i}.Size", (object)20))])).ShouldBe(400, "InvalidParameter");
    }

    [Theory]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("InstanceId", "", 400, "MissingParameter")]
    [InlineData("InstanceId", "i-none", 404, "InvalidInstanceId.NotFound")]
    [InlineData("RegionId", Shanghai, 404, "InvalidInstanceId.NotFound")]
    [InlineData("ImageName", "1", 400, "InvalidImageName.Malformed")]
    [InlineData("ImageName", "taken", 400, "InvalidImageName.Duplicated")]
    [InlineData("Description", "x", 400, "InvalidDescription.Malformed")]
    [InlineData("Tag.2.Key", "a", 400, "Duplicate.TagKey")]
    [InlineData("DryRun", "true", 400, "DryRunOperation")]
    public async Task A_call_that_breaks_a_rule_makes_nothing(string name, string value, int httpStatus, string code)
    {
        await OwnImage("taken");
        var parameters = new Dictionary<string, object> { ["RegionId"] = Hangzhou, ["InstanceId"] = await RunningInstance(), ["Tag.1.Key"] = "a", [name] = value };

        (await Us.Try("CreateImage", [.. parameters.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);

        State.Images(SimulatorWorld.OurAccount).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_instance_is_running_or_stopped_and_not_locked()
    {
        var launched = (await Launch(SimulatorWorld.PlainImageId)).InstanceIds[0];
        (await Create(("InstanceId", launched))).ShouldBe(400, "IncorrectInstanceStatus");
        Time.Advance(TimeSpan.FromSeconds(30));
        State.LockInstance(launched);

        (await Create(("InstanceId", launched))).ShouldBe(400, "InstanceLockedForSecurity");
        (await Create(("SnapshotId", "s-none"))).ShouldBe(404, "InvalidSnapshotId.NotFound");
    }

    [Fact]
    public async Task The_same_token_makes_one_image_and_while_it_is_made_it_cannot_be_deleted_or_cancelled()
    {
        var instance = await RunningInstance();
        var first = await Create(("InstanceId", instance), ("ClientToken", "t"));

        (await Create(("InstanceId", instance), ("ClientToken", "t"))).ImageId.ShouldBe(first.ImageId);
        (await Create(("InstanceId", instance), ("ImageName", "other"), ("ClientToken", "t"))).ShouldBe(403, "InvalidParamter.Conflict");

        (await Us.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", first.ImageId))).ShouldBe(403, "ImageIsCreating");
        (await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", first.ImageId))).ShouldBe(400, "ImageCreatedNotFromCopy");
        Time.Advance(TimeSpan.FromSeconds(60));
        (await Us.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", first.ImageId))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task It_can_fail_as_a_copy_can()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCopy, Action = "CreateImage" });
        var id = (await Create(("InstanceId", await RunningInstance()))).ImageId;

        Time.Advance(TimeSpan.FromSeconds(24));

        State.Image(id).Status.ShouldBe("CreateFailed");
        State.Snapshots(SimulatorWorld.OurAccount).ShouldHaveSingleItem().Status.ShouldBe("failed");
    }

    private async Task<string> Snapshot(string diskId)
    {
        var id = (await Us.Call("CreateSnapshot", ("DiskId", diskId))).Text("SnapshotId");
        Time.Advance(TimeSpan.FromSeconds(30));
        return id;
    }

    private Task<Reply> Create(params (string Name, object Value)[] parameters) => Us.Try("CreateImage", [("RegionId", Hangzhou), .. parameters]);
}
