namespace SharedImages.Ecs.Simulator.Tests;

public sealed class DeleteImageTests : SimulatorTest
{
    [Fact]
    public async Task The_image_goes_and_its_snapshots_stay_until_they_are_deleted()
    {
        var imageId = await OwnImage();
        var snapshotId = State.Image(imageId).SnapshotIds.ShouldHaveSingleItem();

        (await Us.Try("DeleteSnapshot", ("SnapshotId", snapshotId))).ShouldBe(403, "SnapshotCreatedImage");
        (await Delete(imageId)).ShouldBe(200, "OK");
        State.Snapshots(SimulatorWorld.OurAccount).ShouldHaveSingleItem().Status.ShouldBe("accomplished");
        await Us.Call("DeleteSnapshot", ("SnapshotId", snapshotId));
        await Us.Call("DeleteSnapshot", ("SnapshotId", snapshotId));

        State.Snapshots(SimulatorWorld.OurAccount).ShouldBeEmpty();
        (await Delete(imageId)).ShouldBe(404, "InvalidImageId.NotFound");
    }

    [Fact]
    public async Task Neither_source_nor_target_of_an_open_copy_can_be_deleted()
    {
        var source = await OwnImage();
        var target = (await CopyOwn(source, Shanghai, "there")).ImageId;

        (await Delete(source)).ShouldBe(403, "OperationDenied.ImageCopying");
        (await Us.Try("DeleteImage", ("RegionId", Shanghai), ("ImageId", target))).ShouldBe(403, "OperationDenied.ImageCopying");
        Time.Advance(TimeSpan.FromSeconds(90));
        (await Delete(source)).ShouldBe(200, "OK");
        State.Image(target).Status.ShouldBe("Available");
    }

    [Fact]
    public async Task An_owner_cannot_delete_what_another_account_is_copying()
    {
        await CopyPlain("copy");
        State.UnshareImage(SimulatorWorld.PlainImageId, SimulatorWorld.OurAccount);

        (await Publisher.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId))).ShouldBe(403, "OperationDenied.ImageCopying");
    }

    [Fact]
    public async Task A_shared_image_is_unshared_first_and_never_deleted_by_its_recipient()
    {
        (await Publisher.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("Force", true))).ShouldBe(403, "ImageUseShared");
        (await Delete(SimulatorWorld.PlainImageId)).ShouldBe(404, "InvalidImageId.NotFound");
    }

    [Fact]
    public async Task An_image_that_an_instance_uses_is_deleted_by_force_only_and_the_instance_runs_on()
    {
        var imageId = await OwnImage();
        var instance = await RunningInstance(("ImageId", imageId));

        (await Delete(imageId)).ShouldBe(403, "ImageUsingByInstance");
        await Us.Call("DeleteImage", ("RegionId", Hangzhou), ("ImageId", imageId), ("Force", true));

        State.Instance(instance).Status.ShouldBe("Running");
    }

    [Fact]
    public async Task A_dry_run_deletes_nothing()
    {
        var imageId = await OwnImage();

        (await Us.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", imageId), ("DryRun", true))).ShouldBe(400, "DryRunOperation");

        State.Image(imageId).Status.ShouldBe("Available");
    }

    private Task<Reply> Delete(string imageId) => Us.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", imageId));
}
