namespace SharedImages.Ecs.Simulator.Tests;

public sealed class LaunchEncryptionTests : SimulatorTest
{
    private static readonly string ServiceKey = new Account(SimulatorWorld.Default().Account(SimulatorWorld.OurAccount)).ServiceKeyIn(Hangzhou);

    [Fact]
    public async Task A_shared_encrypted_image_needs_Encrypted_and_the_disk_has_the_callers_key()
    {
        (await Launch(SimulatorWorld.EncryptedImageId)).ShouldBe(400, "InvalidParam.EncryptedMismatch");
        (await Launch(SimulatorWorld.EncryptedImageId, ("SystemDisk.Encrypted", false))).ShouldBe(400, "InvalidParam.EncryptedMismatch");

        await Launch(SimulatorWorld.EncryptedImageId, ("SystemDisk.Encrypted", "true"));
        await Launch(SimulatorWorld.EncryptedImageId, ("SystemDisk.Encrypted", "true"), ("SystemDisk.KMSKeyId", OurKeyIn(Hangzhou)));

        State.Disks().Select(disk => disk.KMSKeyId).ShouldBe([ServiceKey, OurKeyIn(Hangzhou)]);
    }

    [Fact]
    public async Task Each_encrypted_data_disk_of_a_shared_image_needs_it_too()
    {
        var publishersKey = SimulatorWorld.Default().Account(SimulatorWorld.PublisherAccount).KeyIn(Hangzhou);
        var image = State.AddImage(SimulatorWorld.PublisherAccount, new WorldImage { Region = Hangzhou, Name = "data", Disks = [new WorldDisk(40), new WorldDisk(40, publishersKey)] });
        State.ShareImage(image, SimulatorWorld.OurAccount);

        (await Launch(image)).ShouldBe(400, "InvalidParam.EncryptedMismatch");
        (await Launch(image, ("DataDisk.1.Device", "/dev/xvdb"), ("DataDisk.1.Encrypted", true))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task Disks_of_an_own_encrypted_image_keep_its_key_and_are_never_plain()
    {
        var own = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "own", Disks = [new WorldDisk(40, OurKeyIn(Hangzhou))] });

        (await Launch(own)).ShouldBe(200, "OK");
        (await Launch(own, ("SystemDisk.Encrypted", false))).ShouldBe(400, "InvalidParam.EncryptedMismatch");

        State.Disks().ShouldHaveSingleItem().KMSKeyId.ShouldBe(OurKeyIn(Hangzhou));
    }

    [Fact]
    public async Task A_plain_image_can_give_encrypted_disks()
    {
        await Launch(SimulatorWorld.PlainImageId, ("SystemDisk.Encrypted", true));

        State.Disks().ShouldHaveSingleItem().KMSKeyId.ShouldBe(ServiceKey);
    }

    [Fact]
    public async Task Two_zones_of_ecs_have_no_encrypted_system_disks()
    {
        var image = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = "ap-southeast-1", Name = "own" });

        (await Launch(image, ("RegionId", "ap-southeast-1"), ("ZoneId", "ap-southeast-1a"), ("SystemDisk.Encrypted", true))).ShouldBe(400, "InvalidParameter.EncryptedNotSupported");
        (await Launch(image, ("RegionId", "ap-southeast-1"), ("SystemDisk.Encrypted", true))).ShouldBe(200, "OK");
        (await Launch(image, ("RegionId", "ap-southeast-1"), ("ZoneId", "ap-southeast-1a"))).ShouldBe(200, "OK");

        State.Instances().Select(instance => instance.Zone).ShouldBe(["ap-southeast-1b", "ap-southeast-1a"]);
    }

    [Fact]
    public async Task A_key_is_in_the_region_and_enabled()
    {
        (await Launch(SimulatorWorld.PlainImageId, ("SystemDisk.Encrypted", true), ("SystemDisk.KMSKeyId", OurKeyIn(Shanghai)))).ShouldBe(404, "InvalidParameter.KMSKeyId.NotFound");
        State.DisableKey(Hangzhou, OurKeyIn(Hangzhou));
        (await Launch(SimulatorWorld.PlainImageId, ("SystemDisk.Encrypted", true), ("SystemDisk.KMSKeyId", OurKeyIn(Hangzhou)))).ShouldBe(403, "InvalidParameter.KMSKeyId.CMKNotEnabled");
    }

    [Fact]
    public async Task What_a_disabled_key_encrypts_cannot_be_launched()
    {
        State.DisableKey(Hangzhou, SimulatorWorld.Default().Account(SimulatorWorld.PublisherAccount).KeyIn(Hangzhou));

        (await Launch(SimulatorWorld.EncryptedImageId, ("SystemDisk.Encrypted", true))).ShouldBe(403, "InvalidParameter.KMSKeyId.CMKNotEnabled");
    }
}
