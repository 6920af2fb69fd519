namespace SharedImages.Ecs.Simulator.Tests;

public sealed class SharingEncryptedTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options
    {
        get
        {
            var world = SimulatorWorld.Default();
            return base.Options with
            {
                World = world with { Accounts = [.. world.Accounts.Select(account => account.Id == SimulatorWorld.PublisherAccount ? account with { CanShareEncrypted = false } : account)] },
            };
        }
    }

    [Fact]
    public async Task With_a_key_of_its_own_an_account_shares_an_encrypted_image_while_the_key_is_enabled()
    {
        var imageId = await Encrypted(("KMSKeyId", OurKeyIn(Hangzhou)));

        State.DisableKey(Hangzhou, OurKeyIn(Hangzhou));
        (await Share(Us, imageId)).ShouldBe(403, "InvalidParameter.KMSKeyId.CMKNotEnabled");
        State.EnableKey(Hangzhou, OurKeyIn(Hangzhou));
        (await Share(Us, imageId)).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task With_the_service_key_it_cannot() =>
        (await Share(Us, await Encrypted())).ShouldBe(403, "InvalidOperation.ServiceKeyEncryptedImageUnsupported");

    [Fact]
    public async Task With_several_encrypted_disks_it_cannot()
    {
        var key = OurKeyIn(Hangzhou);
        var imageId = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "two-disks", Disks = [new WorldDisk(40, key), new WorldDisk(100, key)] });

        (await Share(Us, imageId)).ShouldBe(403, "OperationDeined.FullImage");
    }

    [Fact]
    public async Task Without_the_role_an_account_shares_plain_images_only()
    {
        (await Share(Publisher, SimulatorWorld.EncryptedImageId)).ShouldBe(403, "AssumeRoleError");
        (await Share(Publisher, SimulatorWorld.PlainImageId)).ShouldBe(200, "OK");
    }

    private static Task<Reply> Share(Caller owner, string imageId) =>
        owner.Try("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("AddAccount.1", SimulatorWorld.ConsumerAccount));

    private async Task<string> Encrypted(params (string Name, object Value)[] more)
    {
        var imageId = (await CopyPlain("encrypted", [("Encrypted", true), .. more])).ImageId;
        Time.Advance(TimeSpan.FromSeconds(30));
        return imageId;
    }
}
