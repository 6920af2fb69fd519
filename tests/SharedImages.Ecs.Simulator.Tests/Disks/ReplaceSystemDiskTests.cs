namespace SharedImages.Ecs.Simulator.Tests;

public sealed class ReplaceSystemDiskTests : SimulatorTest
{
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
        State.Instance(id).ImageId.ShouldBe(second);
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
    public async Task Images_that_do_not_suit_are_refused()
    {
        var elsewhere = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Shanghai, Name = "elsewhere" });
        var copying = (await CopyPlain("copying")).ImageId;
        var id = await StoppedInstance();
        State.UnshareImage(SimulatorWorld.StrangerImageId, SimulatorWorld.OurAccount);
        var copyingNow = (await CopyPlain("copying-now")).ImageId;

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
    [InlineData("SystemDisk.Size", "big", 400, "InvalidSystemDiskSize.ValueNotSupported")]
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
    public async Task A_password_is_given_or_kept_but_not_both()
    {
        var stopped = await StoppedInstance();

        (await Replace(stopped, SimulatorWorld.PlainImageId, ("Password", "long-enough"), ("PasswordInherit", true))).ShouldBe(400, "InvalidPasswordParam.Mismatch");
    }

    private Task<Reply> Replace(string instanceId, string imageId, params (string Name, object Value)[] more) =>
        Us.Try("ReplaceSystemDisk", [("InstanceId", instanceId), ("ImageId", imageId), .. more]);

    private Task<Reply> Delete(string imageId) => Us.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", imageId));
}
