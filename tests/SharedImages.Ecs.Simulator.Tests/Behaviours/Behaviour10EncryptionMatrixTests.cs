namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Which keys encrypt and open what, and which combinations are refused (facts §12.10, §4.3).</summary>
public sealed class Behaviour10EncryptionMatrixTests : SimulatorTest
{
    private const string Service = "the service key";
    private const string Ours = "ours";
    private const string OursElsewhere = "ours in another region";
    private const string Publishers = "the publisher's";

    [Theory]
    [InlineData(SimulatorWorld.PlainImageId, "", "", null)]
    [InlineData(SimulatorWorld.PlainImageId, "false", "", null)]
    [InlineData(SimulatorWorld.PlainImageId, "true", "", Service)]
    [InlineData(SimulatorWorld.PlainImageId, "true", Ours, Ours)]
    [InlineData(SimulatorWorld.EncryptedImageId, "true", "", Service)]
    [InlineData(SimulatorWorld.EncryptedImageId, "true", Ours, Ours)]
    public async Task A_copy_is_encrypted_when_it_says_so_with_a_key_of_its_own_account(string image, string encrypted, string key, string? with)
    {
        var copy = (await Copy(image, encrypted, key)).ImageId;

        State.Image(copy).KMSKeyId.ShouldBe(with is null ? null : KeyId(with));
        State.Snapshots(SimulatorWorld.OurAccount).ShouldHaveSingleItem().KMSKeyId.ShouldBe(State.Image(copy).KMSKeyId);
        var disk = (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", copy), ("Status", "ALL"))).Image["DiskDeviceMappings"]!["DiskDeviceMapping"]![0]!;
        disk["Encrypted"]!.GetValue<bool>().ShouldBe(with is not null);
    }

    [Theory]
    [InlineData(SimulatorWorld.PlainImageId, "", Ours, 400, "InvalidParameter.EncryptedIllegal")]
    [InlineData(SimulatorWorld.PlainImageId, "true", OursElsewhere, 404, "InvalidParameter.KMSKeyId.NotFound")]
    [InlineData(SimulatorWorld.PlainImageId, "true", Publishers, 404, "InvalidParameter.KMSKeyId.NotFound")]
    [InlineData(SimulatorWorld.EncryptedImageId, "", "", 403, "OperationDeined.EncryptedSnapshot")]
    [InlineData(SimulatorWorld.EncryptedImageId, "false", "", 403, "OperationDeined.EncryptedSnapshot")]
    [InlineData(SimulatorWorld.EncryptedImageId, "true", Publishers, 404, "InvalidParameter.KMSKeyId.NotFound")]
    public async Task What_would_open_an_image_or_use_a_key_of_others_is_refused(string image, string encrypted, string key, int httpStatus, string code)
    {
        (await Copy(image, encrypted, key)).ShouldBe(httpStatus, code);

        State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_copy_to_another_region_is_encrypted_with_a_key_of_that_region()
    {
        var own = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "own", Disks = [new WorldDisk(40, OurKeyIn(Hangzhou))] });

        (await CopyOwn(own, Shanghai, "plain")).ShouldBe(403, "OperationDeined.EncryptedSnapshot");
        (await CopyOwn(own, Shanghai, "there", ("Encrypted", true), ("KMSKeyId", OurKeyIn(Hangzhou)))).ShouldBe(404, "InvalidParameter.KMSKeyId.NotFound");
        var copy = (await CopyOwn(own, Shanghai, "there", ("Encrypted", true), ("KMSKeyId", OurKeyIn(Shanghai)))).ImageId;

        State.Image(copy).KMSKeyId.ShouldBe(OurKeyIn(Shanghai));
    }

    [Fact]
    public async Task A_disabled_key_encrypts_and_opens_nothing_until_it_is_enabled_again()
    {
        State.DisableKey(Hangzhou, KeyId(Ours));
        (await Copy(SimulatorWorld.PlainImageId, "true", Ours)).ShouldBe(403, "InvalidParameter.KMSKeyId.CMKNotEnabled");
        State.DisableKey(Hangzhou, KeyId(Publishers));
        (await Copy(SimulatorWorld.EncryptedImageId, "true", "")).ShouldBe(403, "InvalidParameter.KMSKeyId.CMKNotEnabled");
        (await Launch(SimulatorWorld.EncryptedImageId, ("SystemDisk.Encrypted", true))).ShouldBe(403, "InvalidParameter.KMSKeyId.CMKNotEnabled");

        State.EnableKey(Hangzhou, KeyId(Ours));
        State.EnableKey(Hangzhou, KeyId(Publishers));

        (await Copy(SimulatorWorld.EncryptedImageId, "true", Ours)).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task What_boots_from_a_shared_encrypted_image_says_Encrypted_and_gets_a_key_of_its_own_account()
    {
        (string, object)[] create = [("RegionId", Hangzhou), ("ImageId", SimulatorWorld.EncryptedImageId), ("InstanceType", "ecs.g7.large")];
        (string, object)[] replace = [("InstanceId", await StoppedInstance()), ("ImageId", SimulatorWorld.EncryptedImageId)];

        (await Launch(SimulatorWorld.EncryptedImageId)).ShouldBe(400, "InvalidParam.EncryptedMismatch");
        (await Us.Try("CreateInstance", create)).ShouldBe(400, "EncryptedOption.Conflict");
        (await Us.Try("ReplaceSystemDisk", replace)).ShouldBe(400, "InvalidParameter.Conflict");
        var launched = (await Launch(SimulatorWorld.EncryptedImageId, ("SystemDisk.Encrypted", true))).InstanceIds[0];
        var created = (await Us.Call("CreateInstance", [.. create, ("SystemDisk.Encrypted", true), ("SystemDisk.KMSKeyId", KeyId(Ours))])).Text("InstanceId");
        await Us.Call("ReplaceSystemDisk", [.. replace, ("Encrypted", true), ("KMSKeyId", KeyId(Ours))]);

        State.Instance(launched).Disks[0].KMSKeyId.ShouldBe(KeyId(Service));
        State.Instance(created).Disks[0].KMSKeyId.ShouldBe(KeyId(Ours));
        State.Instance((string)replace[0].Item2).Disks[0].KMSKeyId.ShouldBe(KeyId(Ours));
    }

    [Theory]
    [InlineData("", 200, "OK")]
    [InlineData(Ours, 200, "OK")]
    [InlineData(Service, 403, "InvalidOperation.ServiceKeyEncryptedImageUnsupported")]
    public async Task An_image_is_shared_when_it_is_plain_or_has_a_customer_key(string key, int httpStatus, string code)
    {
        var copy = (await Copy(SimulatorWorld.PlainImageId, key.Length > 0 ? "true" : "", key)).ImageId;
        Time.Advance(TimeSpan.FromSeconds(30));

        (await Share(Us, copy)).ShouldBe(httpStatus, code);
    }

    [Fact]
    public async Task An_image_with_a_disabled_key_or_with_several_encrypted_disks_is_not_shared()
    {
        var one = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "one", Disks = [new WorldDisk(40, KeyId(Ours)), new WorldDisk(100)] });
        var two = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "two", Disks = [new WorldDisk(40, KeyId(Ours)), new WorldDisk(100, KeyId(Ours))] });

        (await Share(Us, two)).ShouldBe(403, "OperationDeined.FullImage");
        State.DisableKey(Hangzhou, KeyId(Ours));
        (await Share(Us, one)).ShouldBe(403, "InvalidParameter.KMSKeyId.CMKNotEnabled");
        State.EnableKey(Hangzhou, KeyId(Ours));
        (await Share(Us, one)).ShouldBe(200, "OK");
    }

    private static string KeyId(string key) => key switch
    {
        Service => new Account(SimulatorWorld.Default().Account(SimulatorWorld.OurAccount)).ServiceKeyIn(Hangzhou),
        Ours => OurKeyIn(Hangzhou),
        OursElsewhere => OurKeyIn(Shanghai),
        Publishers => SimulatorWorld.Default().Account(SimulatorWorld.PublisherAccount).KeyIn(Hangzhou),
        _ => key,
    };

    private static Task<Reply> Share(Caller owner, string imageId) =>
        owner.Try("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("AddAccount.1", SimulatorWorld.ConsumerAccount));

    private Task<Reply> Copy(string image, string encrypted, string key) => Us.Try(
        "CopyImage",
        ("RegionId", Hangzhou),
        ("ImageId", image),
        ("DestinationRegionId", Hangzhou),
        ("DestinationImageName", "copy"),
        ("Encrypted", encrypted),
        ("KMSKeyId", KeyId(key)));

    /// <summary>The alternative: a plain image is encrypted within its region, and only then copied to another (facts §4.3 E7).</summary>
    public sealed class EncryptedWithinTheRegionOnly : RuleTest
    {
        private protected override WorldRules Rules => new() { RefuseEncryptingAcrossRegions = true };

        [Fact]
        public async Task The_safe_path_is_the_only_one()
        {
            var plain = await OwnImage();

            (await CopyOwn(plain, Shanghai, "there", ("Encrypted", true))).ShouldBe(403, "OperationDenied.EncryptSnapshotAcrossRegion");
            var encrypted = (await CopyOwn(plain, Hangzhou, "here", ("Encrypted", true))).ImageId;
            Time.Advance(TimeSpan.FromSeconds(30));
            (await CopyOwn(encrypted, Shanghai, "there", ("Encrypted", true))).ShouldBe(200, "OK");
            (await CopyOwn(plain, Shanghai, "plain")).ShouldBe(200, "OK");
        }
    }

    /// <summary>An owner without the role AliyunECSShareEncryptImageDefaultRole.</summary>
    public sealed class WithoutTheRole : SimulatorTest
    {
        private protected override EcsSimulatorOptions Options => base.Options with { World = WorldWith(SimulatorWorld.PublisherAccount, account => account with { CanShareEncrypted = false }) };

        [Fact]
        public async Task Plain_images_are_shared_only()
        {
            (await Share(Publisher, SimulatorWorld.EncryptedImageId)).ShouldBe(403, "AssumeRoleError");
            (await Share(Publisher, SimulatorWorld.PlainImageId)).ShouldBe(200, "OK");
        }
    }
}
