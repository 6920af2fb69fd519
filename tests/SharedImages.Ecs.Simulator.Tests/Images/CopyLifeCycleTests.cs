namespace SharedImages.Ecs.Simulator.Tests;

public sealed class CopyLifeCycleTests : SimulatorTest
{
    [Fact]
    public async Task A_copy_answers_at_once_and_goes_from_Creating_to_Available()
    {
        var imageId = (await CopyPlain("copy")).ImageId;

        (await Look(imageId)).ShouldBe(("Creating", "0%", false));
        Time.Advance(TimeSpan.FromSeconds(12));
        (await Look(imageId)).ShouldBe(("Creating", "40%", false));
        Time.Advance(TimeSpan.FromMilliseconds(17_990));
        (await Look(imageId)).ShouldBe(("Creating", "99%", false));
        Time.Advance(TimeSpan.FromMilliseconds(10));
        (await Look(imageId)).ShouldBe(("Available", "100%", true));
    }

    [Fact]
    public async Task Five_copies_run_at_once_per_destination_region_and_the_rest_wait_in_order()
    {
        for (var i = 0; i < 7; i++)
        {
            await CopyPlain($"copy-{i}");
            Time.Advance(TimeSpan.FromSeconds(2));
        }

        Statuses().ShouldBe(["Creating", "Creating", "Creating", "Creating", "Creating", "Waiting", "Waiting"]);
        Time.Advance(TimeSpan.FromSeconds(16));
        Statuses().ShouldBe(["Available", "Creating", "Creating", "Creating", "Creating", "Creating", "Waiting"]);
        State.Images(SimulatorWorld.OurAccount)[5].Progress.ShouldBe(0);
        Time.Advance(TimeSpan.FromSeconds(3));
        Statuses().ShouldBe(["Available", "Available", "Creating", "Creating", "Creating", "Creating", "Creating"]);
        // The sixth took the first one's place at second 30, the seventh the second one's at 32, whenever anybody looked.
        State.Images(SimulatorWorld.OurAccount).Skip(5).Select(image => image.Progress).ShouldBe([10, 3]);
    }

    [Fact]
    public async Task A_copy_takes_the_disks_and_features_of_its_source_and_name_tags_and_description_of_the_request()
    {
        var reply = await CopyPlain("copy", ("DestinationDescription", "golden"), ("Tag.1.Key", "team"), ("Tag.1.Value", "platform"));
        Time.Advance(TimeSpan.FromMinutes(1));

        var image = (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", reply.ImageId))).Image;

        image["ImageName"]!.GetValue<string>().ShouldBe("copy");
        image["Description"]!.GetValue<string>().ShouldBe("golden");
        image["ImageOwnerAlias"]!.GetValue<string>().ShouldBe("self");
        image["ImageOwnerId"]!.GetValue<long>().ShouldBe(1000000000000001);
        image["IsCopied"]!.GetValue<bool>().ShouldBeTrue();
        image["BootMode"]!.GetValue<string>().ShouldBe("UEFI-Preferred");
        image["Features"]!.ToJsonString().ShouldBe("""{"NvmeSupport":"supported","ImdsSupport":"v2"}""");
        image["Tags"]!.ToJsonString().ShouldBe("""{"Tag":[{"TagKey":"team","TagValue":"platform"}]}""");
        var disk = image["DiskDeviceMappings"]!["DiskDeviceMapping"]!.AsArray().ShouldHaveSingleItem()!;
        disk["Size"]!.GetValue<string>().ShouldBe("40");
        disk["SnapshotId"]!.GetValue<string>().ShouldStartWith("s-");
        disk["Encrypted"]!.GetValue<bool>().ShouldBeFalse();
    }

    private async Task<(string, string, bool)> Look(string imageId)
    {
        var image = (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId), ("Status", "ALL"))).Image;
        return (image["Status"]!.GetValue<string>(), image["Progress"]!.GetValue<string>(), image["Usable"]!.GetValue<bool>());
    }

    private IEnumerable<string> Statuses() => State.Images(SimulatorWorld.OurAccount).Select(image => image.Status);
}
