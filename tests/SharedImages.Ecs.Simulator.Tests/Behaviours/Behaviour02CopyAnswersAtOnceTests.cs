namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>CopyImage answers at once, the copy is made in the background (facts §12.2).</summary>
public sealed class Behaviour02CopyAnswersAtOnceTests : SimulatorTest
{
    [Fact]
    public async Task A_copy_in_the_region_takes_half_a_minute_and_belongs_to_the_caller()
    {
        var imageId = (await CopyPlain("copy")).ImageId;

        (State.Image(imageId).Status, State.Image(imageId).Progress).ShouldBe(("Creating", 0));
        Time.Advance(TimeSpan.FromSeconds(30));
        var image = (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId))).Image;

        (image["Progress"]!.GetValue<string>(), image["ImageOwnerAlias"]!.GetValue<string>(), image["IsCopied"]!.GetValue<bool>()).ShouldBe(("100%", "self", true));
        image["Tags"]!["Tag"]!.AsArray().ShouldBeEmpty("Tags of the source are not copied.");
    }

    [Fact]
    public async Task A_copy_to_another_region_takes_a_minute_and_a_half_and_has_snapshots_of_its_own_there()
    {
        var own = await OwnImage();

        var there = (await CopyOwn(own, Shanghai, "there", ("Tag.1.Key", "team"), ("Tag.1.Value", "web"))).ImageId;

        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", there), ("Status", "ALL"))).Images.ShouldBeEmpty();
        Time.Advance(TimeSpan.FromSeconds(45));
        var image = (await Us.Call("DescribeImages", ("RegionId", Shanghai), ("ImageId", there), ("Status", "Creating"))).Image;
        var disk = image["DiskDeviceMappings"]!["DiskDeviceMapping"]![0]!;
        (image["Progress"]!.GetValue<string>(), disk["Progress"]!.GetValue<string>(), disk["RemainTime"]!.GetValue<int>()).ShouldBe(("50%", "50%", 45));
        image["Tags"]!.ToJsonString().ShouldBe("""{"Tag":[{"TagKey":"team","TagValue":"web"}]}""");
        Time.Advance(TimeSpan.FromSeconds(45));
        State.Image(there).Status.ShouldBe("Available");
        var snapshot = State.Snapshots(SimulatorWorld.OurAccount, Shanghai).ShouldHaveSingleItem();
        (snapshot.SnapshotId, snapshot.ImageId).ShouldBe((disk["SnapshotId"]!.GetValue<string>(), there));
    }

    [Theory]
    [InlineData(FaultKind.FailCopy, "CreateFailed", 40)]
    [InlineData(FaultKind.StallCopy, "Creating", 99)]
    public async Task A_copy_can_fail_or_never_end(FaultKind kind, string status, int progress)
    {
        Simulator.Faults.Add(new Fault { Kind = kind });
        var imageId = (await CopyPlain("copy")).ImageId;

        Time.Advance(TimeSpan.FromDays(1));

        (State.Image(imageId).Status, State.Image(imageId).Progress).ShouldBe((status, progress));
    }

    /// <summary>The alternative: two images and no more (facts §11).</summary>
    public sealed class QuotaOfTwo : RuleTest
    {
        private protected override WorldRules Rules => new() { ImageQuota = 2 };

        [Fact]
        public async Task A_third_image_is_refused()
        {
            await CopyPlain("first");
            await CopyPlain("second");

            (await CopyPlain("third")).ShouldBe(403, "QuotaExceed.Image");
        }
    }
}
