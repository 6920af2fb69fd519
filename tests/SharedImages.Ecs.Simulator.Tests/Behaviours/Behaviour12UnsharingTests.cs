namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>What taking an image back does to its recipient (facts §12.12).</summary>
public sealed class Behaviour12UnsharingTests : SimulatorTest
{
    [Fact]
    public async Task The_image_is_gone_at_once_and_what_was_made_from_it_stays()
    {
        var (running, stopped) = (await RunningInstance(), await StoppedInstance());
        var copied = await OwnImage();

        await Publisher.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("RemoveAccount.1", SimulatorWorld.OurAccount));

        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("Status", "ALL"))).Images.ShouldBeEmpty();
        (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(403, "OperationDenied.ImageNotValid");
        (await Us.Try("ReInitDisk", ("DiskId", State.Instance(stopped).Disks[0].DiskId))).ShouldBe(404, "InvalidDiskId.OperationNotSupported");
        State.Instance(running).Status.ShouldBe("Running");
        (await Launch(copied)).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_running_copy_goes_on()
    {
        var copy = (await CopyPlain("copy")).ImageId;

        await Publisher.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("RemoveAccount.1", SimulatorWorld.OurAccount));

        Time.Advance(TimeSpan.FromSeconds(30));
        State.Image(copy).Status.ShouldBe("Available");
    }

    /// <summary>The alternatives: copies fail, and launches do not find the image (facts §11, §12.12).</summary>
    public sealed class Harsh : RuleTest
    {
        private protected override WorldRules Rules => new() { UnsharingFailsCopies = true, UnsharedIsNotFound = true, CopiesAtOnce = 1 };

        [Fact]
        public async Task Running_and_waiting_copies_fail_where_they_are_and_make_room()
        {
            var running = (await CopyPlain("running")).ImageId;
            var waiting = (await CopyPlain("waiting")).ImageId;
            var other = (await CopyOwn(SimulatorWorld.StrangerImageId, Hangzhou, "other")).ImageId;
            Time.Advance(TimeSpan.FromSeconds(12));

            await Publisher.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("RemoveAccount.1", SimulatorWorld.OurAccount));

            Look(running).ShouldBe(("CreateFailed", 40));
            Look(waiting).ShouldBe(("CreateFailed", 0));
            Look(other).ShouldBe(("Creating", 0));
            Time.Advance(TimeSpan.FromSeconds(30));
            Look(running).ShouldBe(("CreateFailed", 40));
            Look(other).ShouldBe(("Available", 100));
            (await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", running))).ShouldBe(400, "IncorrectImageStatus");
        }

        [Fact]
        public async Task Copies_by_others_go_on()
        {
            var theirs = (await Publisher.Call("CopyImage", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("DestinationRegionId", Shanghai))).ImageId;

            State.UnshareImage(SimulatorWorld.PlainImageId, SimulatorWorld.OurAccount);

            Look(theirs).Status.ShouldBe("Creating");
            (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(404, "InvalidImageId.NotFound");
        }

        private (string Status, int Progress) Look(string imageId) => (State.Image(imageId).Status, State.Image(imageId).Progress);
    }
}
