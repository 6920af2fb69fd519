namespace SharedImages.Ecs.Simulator.Tests;

public sealed class ReplaceSystemDiskTests : SimulatorTest
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
        State.Instance(id).Disks[0].Status.ShouldBe("Creating");
        Time.Advance(TimeSpan.FromSeconds(1));
        (await Look(id)).ShouldBe((image, "", "Stopped"));
        State.Instance(id).Disks[0].Status.ShouldBe("In_use");
        (await Us.Try("StartInstance", ("InstanceId", id))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task It_can_be_replaced_again_and_only_images_in_use_are_held()
    {
        var (id, first) = (await StoppedInstance(), await OwnImage("first"));
        var second = await OwnImage("second");
        await Replace(id, first);
        Time.Advance(TimeSpan.FromSeconds(60));

        await Replace(id, second);

        (await Delete(first)).ShouldBe(403, "ImageUsingByInstance");
        (await Delete(second)).ShouldBe(403, "ImageUsingByInstance");
        Time.Advance(TimeSpan.FromSeconds(60));
        (await Look(id)).Image.ShouldBe(second);
        (await Delete(first)).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task The_same_token_replaces_once()
    {
        var (id, image) = (await StoppedInstance(), await OwnImage());

        var first = await Replace(id, image, ("ClientToken", "t"));
        var second = await Replace(id, image, ("ClientToken", "t"));

        second.Text("DiskId").ShouldBe(first.Text("DiskId"));
    }

    [Fact]
    public async Task A_disk_is_never_smaller_than_before_nor_than_the_image()
    {
        var large = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "large", Disks = [new WorldDisk(80)] });
        var id = await StoppedInstance(("SystemDisk.Size", 60));

        (await Replace(id, SimulatorWorld.PlainImageId, ("SystemDisk.Size", 50))).ShouldBe(404, "InvalidSystemDiskSize.LessThanMinSize");
        (await Replace(id, large, ("SystemDisk.Size", 70))).ShouldBe(404, "InvalidSystemDiskSize.LessThanImageSize");
        (await Replace(id, large, ("SystemDisk.Size", 4000))).ShouldBe(404, "InvalidSystemDiskSize.MoreThanMaxSize");
        (await Replace(id, large, ("SystemDisk.Size", "big"))).ShouldBe(400, "InvalidSystemDiskSize.ValueNotSupported");
        (await Replace(id, SimulatorWorld.PlainImageId)).ShouldBe(200, "OK");
        State.Instance(id).Disks[0].Size.ShouldBe(60);
    }

    [Fact]
    public async Task A_shared_encrypted_image_needs_Encrypted()
    {
        var id = await StoppedInstance();

        (await Replace(id, SimulatorWorld.EncryptedImageId)).ShouldBe(400, "InvalidParameter.Conflict");
        (await Replace(id, SimulatorWorld.EncryptedImageId, ("Encrypted", true), ("KMSKeyId", OurKeyIn(Hangzhou)))).ShouldBe(200, "OK");
        State.Instance(id).Disks[0].KMSKeyId.ShouldBe(OurKeyIn(Hangzhou));
    }

    [Fact]
    public async Task Images_that_do_not_suit_are_refused()
    {
        var data = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "data", Disks = [new WorldDisk(40), new WorldDisk(40)] });
        var arm = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "arm", Architecture = "arm64" });
        var elsewhere = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Shanghai, Name = "elsewhere" });
        var copying = (await CopyPlain("copying")).ImageId;
        var id = await StoppedInstance();
        State.UnshareImage(SimulatorWorld.StrangerImageId, SimulatorWorld.OurAccount);
        var copyingNow = (await CopyPlain("copying-now")).ImageId;

        (await Replace(id, data)).ShouldBe(400, "OperationDenied");
        (await Replace(id, arm)).ShouldBe(403, "ImageNotSupportInstanceType");
        (await Replace(id, elsewhere)).ShouldBe(404, "InvalidImageId.NotFound");
        (await Replace(id, copyingNow)).ShouldBe(403, "OperationDenied.ImageNotValid");
        (await Replace(id, SimulatorWorld.StrangerImageId)).ShouldBe(403, "OperationDenied.ImageNotValid");
        (await Replace(id, copying)).ShouldBe(200, "OK");
    }

    [Theory]
    [InlineData("InstanceId", "", 400, "MissingParameter")]
    [InlineData("InstanceId", "i-none", 404, "InvalidInstanceId.NotFound")]
    [InlineData("ImageId", "", 400, "MissingParameter")]
    [InlineData("ImageId", "m-none", 404, "InvalidImageId.NotFound")]
    [InlineData("Password", "short", 400, "InvalidPassword.Malformed")]
    [InlineData("KMSKeyId", "key", 400, "InvalidParameter.EncryptedIllegal")]
    public async Task A_call_that_breaks_a_rule_replaces_nothing(string name, string value, int httpStatus, string code)
    {
        var id = await StoppedInstance();
        var disk = State.Instance(id).Disks[0];
        var parameters = new Dictionary<string, object> { ["InstanceId"] = id, ["ImageId"] = SimulatorWorld.PlainImageId, [name] = value };

        (await Us.Try("ReplaceSystemDisk", [.. parameters.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);

        State.Instance(id).Disks[0].ShouldBe(disk);
    }

    [Fact]
    public async Task The_instance_is_stopped_and_not_locked_and_its_password_given_once()
    {
        var (running, locked, stopped) = (await RunningInstance(), await StoppedInstance(), await StoppedInstance());
        State.LockInstance(locked);

        (await Replace(running, SimulatorWorld.PlainImageId)).ShouldBe(403, "IncorrectInstanceStatus");
        (await Replace(locked, SimulatorWorld.PlainImageId)).ShouldBe(403, "InstanceLockedForSecurity");
        (await Replace(stopped, SimulatorWorld.PlainImageId, ("Password", "long-enough"), ("PasswordInherit", true))).ShouldBe(400, "InvalidPasswordParam.Mismatch");
    }

    private Task<Reply> Replace(string instanceId, string imageId, params (string Name, object Value)[] more) =>
        Us.Try("ReplaceSystemDisk", [("InstanceId", instanceId), ("ImageId", imageId), .. more]);

    private Task<Reply> Delete(string imageId) => Us.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", imageId));

    private async Task<(string Image, string Lock, string Status)> Look(string id)
    {
        var instance = (await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("InstanceIds", $"[\"{id}\"]"))).Instances.ShouldHaveSingleItem();
        var locks = instance["OperationLocks"]!["LockReason"]!.AsArray();
        return (instance["ImageId"]!.GetValue<string>(), locks.Count == 0 ? "" : locks[0]!["LockReason"]!.GetValue<string>(), instance["Status"]!.GetValue<string>());
    }
}
