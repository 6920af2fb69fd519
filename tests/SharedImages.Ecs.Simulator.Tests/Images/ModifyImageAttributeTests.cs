namespace SharedImages.Ecs.Simulator.Tests;

public sealed class ModifyImageAttributeTests : SimulatorTest
{
    [Fact]
    public async Task What_is_given_changes_and_the_rest_stays()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.DropFeatures });
        var imageId = await OwnImage();
        (State.Image(imageId).BootMode, State.Image(imageId).NvmeSupport, State.Image(imageId).ImdsSupport).ShouldBe(("BIOS", "unsupported", "v1"));

        await Us.Call("ModifyImageAttribute", ("RegionId", Hangzhou), ("ImageId", imageId), ("ImageName", "renamed"), ("Description", "golden"), ("ImageFamily", "web"));
        await Us.Call("ModifyImageAttribute", ("RegionId", Hangzhou), ("ImageId", imageId), ("BootMode", "UEFI"), ("Features.NvmeSupport", "supported"), ("Features.ImdsSupport", "v2"));

        var image = State.Image(imageId);
        (image.Name, image.Description, image.Family, image.BootMode, image.NvmeSupport, image.ImdsSupport)
            .ShouldBe(("renamed", "golden", "web", "UEFI", "supported", "v2"));
        await Us.Call("ModifyImageAttribute", ("RegionId", Hangzhou), ("ImageId", imageId), ("Description", ""));
        (State.Image(imageId).Description, State.Image(imageId).Family).ShouldBe(("", "web"));
    }

    [Fact]
    public async Task A_license_type_is_shown_and_in_the_ledger_and_stays_when_the_world_is_written()
    {
        var imageId = await OwnImage();

        await Us.Call("ModifyImageAttribute", ("RegionId", Hangzhou), ("ImageId", imageId), ("LicenseType", "BYOL"));

        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId))).Image["LicenseType"]!.GetValue<string>().ShouldBe("BYOL");
        var effect = State.Ledger.Entries[^1];
        (effect.Action, effect.What, effect.Before, effect.After).ShouldBe(("ModifyImageAttribute", "licenseType", "", "BYOL"));
        Simulator.WriteWorld().ShouldContain("licenseType: BYOL");
    }

    [Theory]
    [InlineData("ImageName", "taken", 400, "InvalidImageName.Duplicated")]
    [InlineData("ImageName", "1", 400, "InvalidImageName.Malformed")]
    [InlineData("Description", "x", 400, "InvalidDescription.Malformed")]
    [InlineData("BootMode", "legacy", 400, "InvalidParameter")]
    [InlineData("LicenseType", "Auto", 400, "InvalidParameter")]
    [InlineData("Features.NvmeSupport", "yes", 400, "InvalidParameter")]
    [InlineData("Features.ImdsSupport", "v1", 400, "InvalidParameter")]
    [InlineData("Status", "Waiting", 400, "InvalidParameter")]
    [InlineData("Unknown", "x", 400, "MissingParameter")]
    [InlineData("RegionId", Shanghai, 404, "InvalidImageId.NotFound")]
    public async Task A_change_that_breaks_a_rule_is_refused_whole(string name, string value, int httpStatus, string code)
    {
        State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "taken" });
        var imageId = await OwnImage();
        var parameters = new Dictionary<string, object> { ["RegionId"] = Hangzhou, ["ImageId"] = imageId, [name] = value };
        if (name != "Unknown")
        {
            parameters.TryAdd("ImageFamily", "changed");
        }

        (await Us.Try("ModifyImageAttribute", [.. parameters.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);
        State.Image(imageId).Family.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipient_cannot_change_a_shared_image() =>
        (await Us.Try("ModifyImageAttribute", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("ImageFamily", "ours")))
            .ShouldBe(404, "InvalidImageId.NotFound");

    [Fact]
    public async Task An_image_is_unshared_before_it_is_deprecated_and_can_come_back()
    {
        (await Publisher.Try("ModifyImageAttribute", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("Status", "Deprecated"))).ShouldBe(403, "ImageUseShared");
        var own = await OwnImage();

        await Us.Call("ModifyImageAttribute", ("RegionId", Hangzhou), ("ImageId", own), ("Status", "Deprecated"));
        State.Image(own).Status.ShouldBe("Deprecated");
        await Us.Call("ModifyImageAttribute", ("RegionId", Hangzhou), ("ImageId", own), ("Status", "Available"));
        State.Image(own).Status.ShouldBe("Available");
    }
}
