namespace SharedImages.Ecs.Simulator.Tests;

public sealed class DescribeImagesTests : SimulatorTest
{
    [Fact]
    public async Task By_default_only_Available_images_are_seen()
    {
        var copy = (await CopyPlain("copy")).ImageId;

        (await Find()).ShouldBe([SimulatorWorld.EncryptedImageId, SimulatorWorld.PlainImageId, SimulatorWorld.StrangerImageId], ignoreOrder: true);
        (await Find(("Status", "Creating,Waiting"))).ShouldBe([copy]);
        (await Find(("Status", "ALL"))).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Nothing_that_matches_is_an_empty_list()
    {
        var reply = await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", "m-none"), ("Status", "ALL"));

        reply.Images.ShouldBeEmpty();
        reply.Body["TotalCount"]!.GetValue<int>().ShouldBe(0);
        reply.Body["RegionId"]!.GetValue<string>().ShouldBe(Hangzhou);
    }

    [Fact]
    public async Task A_shared_image_is_seen_as_others_in_its_region_without_the_owners_tags_and_snapshots()
    {
        var image = (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.EncryptedImageId))).Image;

        image["ImageOwnerAlias"]!.GetValue<string>().ShouldBe("others");
        image["ImageOwnerId"]!.GetValue<long>().ShouldBe(2000000000000002);
        image["IsSelfShared"]!.GetValue<string>().ShouldBe("False");
        image["Tags"]!["Tag"]!.AsArray().ShouldBeEmpty();
        var disk = image["DiskDeviceMappings"]!["DiskDeviceMapping"]![0]!;
        disk["Encrypted"]!.GetValue<bool>().ShouldBeTrue();
        disk["SnapshotId"]!.GetValue<string>().ShouldBeEmpty();

        var owners = (await Publisher.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.EncryptedImageId))).Image;
        owners["ImageOwnerAlias"]!.GetValue<string>().ShouldBe("self");
        owners["IsSelfShared"]!.GetValue<string>().ShouldBe("True");
        owners["Tags"]!["Tag"]!.AsArray().Count.ShouldBe(1);

        (await Us.Call("DescribeImages", ("RegionId", Shanghai), ("ImageId", SimulatorWorld.EncryptedImageId))).Images.ShouldBeEmpty();
        (await Consumer.Call("DescribeImages", ("RegionId", Hangzhou), ("Status", "ALL"))).Images.ShouldBeEmpty();
    }

    [Fact]
    public async Task Owner_alias_and_id_filter()
    {
        var own = await OwnImage();

        (await Find(("ImageOwnerAlias", "self"))).ShouldBe([own]);
        (await Find(("ImageOwnerAlias", "others"))).Count.ShouldBe(3);
        (await Find(("ImageOwnerAlias", "system"))).ShouldBeEmpty();
        (await Find(("ImageOwnerId", SimulatorWorld.StrangerAccount))).ShouldBe([SimulatorWorld.StrangerImageId]);
        (await Find(("ImageOwnerId", SimulatorWorld.OurAccount))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_match_in_part_and_the_newest_comes_first()
    {
        (await Find(("ImageName", "web-base-2026.11.24"))).ShouldBe([SimulatorWorld.EncryptedImageId, SimulatorWorld.PlainImageId]);
        (await Find(("ImageName", "web-base-")))[0].ShouldBe(SimulatorWorld.StrangerImageId);
    }

    [Fact]
    public async Task All_tags_of_a_filter_must_match_and_only_own_images_have_tags()
    {
        var copy = (await CopyPlain("copy", ("Tag.1.Key", "a"), ("Tag.1.Value", "1"), ("Tag.2.Key", "b"), ("Tag.2.Value", "2"))).ImageId;
        Time.Advance(TimeSpan.FromMinutes(1));

        (await Find(("Tag.1.Key", "a"), ("Tag.1.Value", "1"))).ShouldBe([copy]);
        (await Find(("Tag.1.Key", "a"), ("Tag.2.Key", "b"), ("Tag.2.Value", "2"))).ShouldBe([copy]);
        (await Find(("Tag.1.Key", "a"), ("Tag.1.Value", "2"))).ShouldBeEmpty();
        (await Find(("Tag.1.Key", "internal"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_instance_type_leaves_images_out_that_it_cannot_boot()
    {
        var arm = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Shanghai, Name = "arm", Architecture = "arm64" });
        var old = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Shanghai, Name = "old", BootMode = "BIOS", NvmeSupport = "unsupported" });

        (await Find(("RegionId", Shanghai), ("InstanceType", "ecs.g8y.large"))).ShouldBe([arm]);
        (await Find(("RegionId", Shanghai), ("InstanceType", "ecs.g7.large"))).ShouldBe([old]);
        (await Find(("RegionId", Shanghai), ("InstanceType", "ecs.g8i.large"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_hold_ten_unless_said_otherwise_and_a_hundred_at_most()
    {
        for (var i = 0; i < 12; i++)
        {
            State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Shanghai, Name = $"image-{i}" });
        }

        var first = await Us.Call("DescribeImages", ("RegionId", Shanghai));
        var second = await Us.Call("DescribeImages", ("RegionId", Shanghai), ("PageNumber", 2));

        first.Images.Count.ShouldBe(10);
        second.Images.Count.ShouldBe(2);
        (second.Body["TotalCount"]!.GetValue<int>(), second.Body["PageNumber"]!.GetValue<int>(), second.Body["PageSize"]!.GetValue<int>()).ShouldBe((12, 2, 10));
        first.Images.Concat(second.Images).Select(image => image["ImageId"]!.GetValue<string>()).Distinct().Count().ShouldBe(12);
        (await Us.Call("DescribeImages", ("RegionId", Shanghai), ("PageSize", 100))).Images.Count.ShouldBe(12);
        (await Us.Try("DescribeImages", ("RegionId", Shanghai), ("PageSize", 101))).ShouldBe(400, "InvalidParameter");
    }

    [Theory]
    [InlineData("Status", "Available,ALL", 400, "InvalidParamter")]
    [InlineData("Status", "available", 400, "InvalidParamter")]
    [InlineData("Usable", "true", 400, "MissingParameter")]
    [InlineData("ImageOwnerAlias", "mine", 400, "InvalidImageOwnerAlias.ValueNotSupported")]
    [InlineData("IsPublic", "true", 400, "InvalidImageOwnerAlias.PublicImageUnsupported")]
    [InlineData("Architecture", "mips", 404, "InvalidArchitecture")]
    [InlineData("OSType", "plan9", 404, "InvalidOSType")]
    [InlineData("Usage", "all", 404, "InvalidUsage")]
    [InlineData("InstanceType", "ecs.none", 400, "InvalidInstanceType.ValueNotSupported")]
    [InlineData("Filter.1.Key", "Colour", 404, "InvalidFilterKey.NotFound")]
    [InlineData("PageNumber", "0", 400, "InvalidParameter")]
    [InlineData("DryRun", "true", 400, "DryRunOperation")]
    public async Task A_filter_that_ecs_does_not_take_is_refused(string name, string value, int httpStatus, string code) =>
        (await Us.Try("DescribeImages", ("RegionId", Hangzhou), (name, value))).ShouldBe(httpStatus, code);

    [Fact]
    public async Task An_owner_id_goes_with_others_only() =>
        (await Us.Try("DescribeImages", ("RegionId", Hangzhou), ("ImageOwnerAlias", "self"), ("ImageOwnerId", SimulatorWorld.OurAccount)))
            .ShouldBe(400, "InvalidOperation.ImageOwnerIdUnsupported");

    private async Task<IReadOnlyList<string>> Find(params (string Name, object Value)[] filter) =>
        [.. (await Us.Call("DescribeImages", [.. new[] { ("RegionId", (object)Hangzhou) }.Where(given => filter.All(other => other.Name != given.Item1)), .. filter])).Images.Select(image => image["ImageId"]!.GetValue<string>())];
}
