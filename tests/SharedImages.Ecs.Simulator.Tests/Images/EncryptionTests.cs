namespace SharedImages.Ecs.Simulator.Tests;

public sealed class EncryptionTests : SimulatorTest
{
    private static readonly string ServiceKey = new Account(SimulatorWorld.Default().Account(SimulatorWorld.OurAccount)).ServiceKeyIn(Hangzhou);

    [Fact]
    public async Task A_key_needs_Encrypted() =>
        (await CopyPlain("copy", ("KMSKeyId", OurKeyIn(Hangzhou)))).ShouldBe(400, "InvalidParameter.EncryptedIllegal");

    [Fact]
    public async Task An_encrypted_image_is_never_copied_to_a_plain_one()
    {
        (await CopyEncrypted()).ShouldBe(403, "OperationDeined.EncryptedSnapshot");
        (await CopyEncrypted(("Encrypted", false))).ShouldBe(403, "OperationDeined.EncryptedSnapshot");
    }

    [Fact]
    public async Task A_copy_is_encrypted_with_the_key_that_was_named()
    {
        var imageId = (await CopyEncrypted(("Encrypted", true), ("KMSKeyId", OurKeyIn(Hangzhou)))).ImageId;

        State.Image(imageId).KMSKeyId.ShouldBe(OurKeyIn(Hangzhou));
        var image = (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId), ("Status", "ALL"))).Image;
        image["DiskDeviceMappings"]!["DiskDeviceMapping"]![0]!["Encrypted"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_key_it_is_the_service_key_of_the_region()
    {
        var imageId = (await CopyPlain("copy", ("Encrypted", true))).ImageId;

        State.Image(imageId).KMSKeyId.ShouldBe(ServiceKey);
    }

    [Fact]
    public async Task A_key_belongs_to_the_destination_region_and_to_the_caller()
    {
        var own = await OwnImage();
        var publishers = SimulatorWorld.Default().Account(SimulatorWorld.PublisherAccount).KeyIn(Hangzhou);

        (await CopyOwn(own, Shanghai, "there", ("Encrypted", true), ("KMSKeyId", OurKeyIn(Hangzhou)))).ShouldBe(404, "InvalidParameter.KMSKeyId.NotFound");
        (await CopyOwn(own, Shanghai, "there", ("Encrypted", true), ("KMSKeyId", OurKeyIn(Shanghai)))).ShouldBe(200, "OK");
        (await CopyPlain("here", ("Encrypted", true), ("KMSKeyId", publishers))).ShouldBe(404, "InvalidParameter.KMSKeyId.NotFound");
    }

    [Fact]
    public async Task A_disabled_key_encrypts_nothing_until_it_is_enabled_again()
    {
        State.DisableKey(Hangzhou, OurKeyIn(Hangzhou));
        (await CopyPlain("copy", ("Encrypted", true), ("KMSKeyId", OurKeyIn(Hangzhou)))).ShouldBe(403, "InvalidParameter.KMSKeyId.CMKNotEnabled");

        State.EnableKey(Hangzhou, OurKeyIn(Hangzhou));
        (await CopyPlain("copy", ("Encrypted", true), ("KMSKeyId", OurKeyIn(Hangzhou)))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task What_a_disabled_key_encrypts_cannot_be_copied()
    {
        State.DisableKey(Hangzhou, SimulatorWorld.Default().Account(SimulatorWorld.PublisherAccount).KeyIn(Hangzhou));

        (await CopyEncrypted(("Encrypted", true))).ShouldBe(403, "InvalidParameter.KMSKeyId.CMKNotEnabled");
    }

    private Task<Reply> CopyEncrypted(params (string Name, object Value)[] more) => Us.Try(
        "CopyImage",
        [("RegionId", Hangzhou), ("ImageId", SimulatorWorld.EncryptedImageId), ("DestinationRegionId", Hangzhou), ("DestinationImageName", "copy"), .. more]);
}
