namespace SharedImages.Ecs.Simulator.Tests;

public sealed class RunInstancesRefusalTests : SimulatorTest
{
    [Theory]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("RegionId", "cn-nowhere", 404, "InvalidRegionId.NotFound")]
    [InlineData("ImageId", "", 400, "MissingParameter")]
    [InlineData("ImageId", "m-none", 404, "InvalidImageId.NotFound")]
    [InlineData("InstanceType", "", 400, "MissingParameter")]
    [InlineData("InstanceType", "ecs.none", 400, "InvalidInstanceType.ValueNotSupported")]
    [InlineData("InstanceType", "ecs.g8y.large", 403, "InvalidInstanceType.NotSupported")]
    [InlineData("Amount", "0", 403, "InvalidParam.Amount")]
    [InlineData("Amount", "101", 403, "InvalidParam.Amount")]
    [InlineData("MinAmount", "2", 400, "InvalidMinAmount.Malformed")]
    [InlineData("MinAmount", "none", 400, "InvalidMinAmount.Malformed")]
    [InlineData("ZoneId", "cn-hangzhou-none", 404, "InvalidZoneId.NotFound")]
    [InlineData("VSwitchId", "vsw-none", 404, "InvalidVSwitchId.NotFound")]
    [InlineData("SecurityGroupId", "sg-none", 404, "InvalidSecurityGroupId.NotFound")]
    [InlineData("SecurityGroupIds.1", "sg-none", 404, "InvalidSecurityGroupId.NotFound")]
    [InlineData("InstanceName", "1", 400, "InvalidInstanceName.Malformed")]
    [InlineData("HostName", "under_score", 400, "InvalidHostName.Malformed")]
    [InlineData("Password", "short", 400, "InvalidPassword.Malformed")]
    [InlineData("UserData", "not base64!", 400, "InvalidParameter")]
    [InlineData("InstanceChargeType", "Free", 400, "InvalidParameter")]
    [InlineData("SpotStrategy", "SpotAsYouLike", 400, "InvalidSpotStrategy")]
    [InlineData("SpotPriceLimit", "much", 400, "InvalidParameter")]
    [InlineData("HttpTokens", "never", 400, "InvalidParameter")]
    [InlineData("LaunchTemplateId", "lt-none", 404, "InvalidLaunchTemplate.NotFound")]
    [InlineData("DeploymentSetId", "ds-none", 404, "DeploymentSet.NotFound")]
    [InlineData("SystemDisk.Size", "30", 404, "InvalidSystemDiskSize.LessThanImageSize")]
    [InlineData("SystemDisk.Size", "10", 404, "InvalidSystemDiskSize.LessThanMinSize")]
    [InlineData("SystemDisk.Size", "2049", 404, "InvalidSystemDiskSize.MoreThanMaxSize")]
    [InlineData("SystemDisk.Size", "big", 400, "InvalidSystemDiskSize.ValueNotSupported")]
    [InlineData("SystemDisk.Category", "tape", 403, "InvalidDiskCategory.NotSupported")]
    [InlineData("SystemDisk.KMSKeyId", "key", 400, "InvalidParameter.EncryptedIllegal")]
    [InlineData("DataDisk.1.Category", "cloud_essd", 400, "MissingParameter")]
    [InlineData("DataDisk.1.Size", "10", 400, "InvalidParameter")]
    [InlineData("DataDisk.1.SnapshotId", "s-none", 404, "InvalidSnapshotId.NotFound")]
    [InlineData("Tag.1.Key", "acs:x", 400, "InvalidTagKey.Malformed")]
    public async Task A_request_that_breaks_a_rule_is_refused_and_makes_nothing(string name, string value, int httpStatus, string code)
    {
        (await Launch(SimulatorWorld.PlainImageId, (name, value))).ShouldBe(httpStatus, code);

        State.Instances().ShouldBeEmpty();
    }

    [Fact]
    public async Task User_data_has_32_kilobytes_at_most()
    {
        (await Launch(SimulatorWorld.PlainImageId, ("UserData", Convert.ToBase64String(new byte[32 * 1024])), ("DryRun", true))).ShouldBe(400, "DryRunOperation");
        (await Launch(SimulatorWorld.PlainImageId, ("UserData", Convert.ToBase64String(new byte[(32 * 1024) + 1])))).ShouldBe(400, "InvalidUserData.SizeExceeded");
    }

    [Fact]
    public async Task A_zone_and_the_zone_of_the_vswitch_are_one()
    {
        var zones = SimulatorWorld.Default().ZonesOf(Hangzhou);

        (await Launch(SimulatorWorld.PlainImageId, ("ZoneId", zones[0].Id), ("VSwitchId", zones[1].VSwitches[0]))).ShouldBe(400, "InvalidVpcZone.NotSupported");
        (await Launch(SimulatorWorld.PlainImageId, ("VSwitchId", zones[1].VSwitches[0]))).ShouldBe(200, "OK");
        State.Instances().ShouldHaveSingleItem().Zone.ShouldBe(zones[1].Id);
    }

    [Fact]
    public async Task An_image_that_is_not_finished_cannot_be_launched_and_one_that_failed_never()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCopy, Image = "failing" });
        var copying = (await CopyPlain("copying")).ImageId;
        var failing = (await CopyPlain("failing")).ImageId;

        (await Launch(copying)).ShouldBe(400, "IncorrectImageStatus");
        Time.Advance(TimeSpan.FromSeconds(30));
        (await Launch(copying)).ShouldBe(200, "OK");
        (await Launch(failing)).ShouldBe(403, "OperationDenied.ImageNotValid");
    }

    [Fact]
    public async Task A_deprecated_image_can_still_be_launched()
    {
        State.DeprecateImage(SimulatorWorld.PlainImageId);

        (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(200, "OK");
    }

    [Theory]
    [InlineData("UEFI", "supported", "ecs.g7.large", "OK")]
    [InlineData("UEFI-Preferred", "unsupported", "ecs.g7.large", "OK")]
    [InlineData("BIOS", "unsupported", "ecs.g7.large", "OK")]
    [InlineData("BIOS", "unsupported", "ecs.g8i.large", "ImageNotSupportInstanceType")]
    [InlineData("BIOS", "supported", "ecs.g8i.large", "OK")]
    public async Task Boot_mode_and_driver_must_suit_the_type(string bootMode, string nvme, string type, string code)
    {
        var image = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "own", BootMode = bootMode, NvmeSupport = nvme });

        (await Launch(image, ("InstanceType", type))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task An_arm_image_runs_on_arm_types_only_and_needs_their_boot_mode()
    {
        var image = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "arm", Architecture = "arm64" });
        var bios = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "arm-bios", Architecture = "arm64", BootMode = "BIOS" });

        (await Launch(image)).ShouldBe(403, "InvalidInstanceType.NotSupported");
        (await Launch(image, ("InstanceType", "ecs.g8y.large"))).ShouldBe(200, "OK");
        (await Launch(bios, ("InstanceType", "ecs.g8y.large"))).ShouldBe(403, "ImageNotSupportInstanceType");
    }
}
