namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>What can be cancelled and deleted, and when (facts §12.11).</summary>
public sealed class Behaviour11CancelAndDeleteTests : SimulatorTest
{
    [Fact]
    public async Task A_running_copy_is_cancelled_and_a_finished_one_deleted()
    {
        var (running, done) = ((await CopyPlain("running")).ImageId, State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "done" }));

        (await Try("DeleteImage", running)).ShouldBe(403, "OperationDenied.ImageCopying");
        (await Try("CancelCopyImage", running)).ShouldBe(200, "OK");
        (await Try("CancelCopyImage", running)).ShouldBe(404, "InvalidImageId.NotFound");
        (await Try("CancelCopyImage", done)).ShouldBe(400, "ImageCreatedNotFromCopy");
        (await Try("DeleteImage", done)).ShouldBe(200, "OK");
        (await Try("DeleteImage", done)).ShouldBe(404, "InvalidImageId.NotFound");
    }

    [Fact]
    public async Task A_shared_image_is_unshared_before_it_is_deleted_and_its_snapshots_stay()
    {
        var imageId = await OwnImage();
        State.ShareImage(imageId, SimulatorWorld.ConsumerAccount);

        (await Try("DeleteImage", imageId)).ShouldBe(403, "ImageUseShared");
        await Us.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("RemoveAccount.1", SimulatorWorld.ConsumerAccount));
        (await Try("DeleteImage", imageId)).ShouldBe(200, "OK");

        State.Snapshots(SimulatorWorld.OurAccount).Count.ShouldBe(1);
    }

    private Task<Reply> Try(string action, string imageId) => Us.Try(action, ("RegionId", Hangzhou), ("ImageId", imageId));

    /// <summary>The alternative: no copy can be cancelled.</summary>
    public sealed class CancelRefused : RuleTest
    {
        private protected override WorldRules Rules => new() { RefuseCancel = true };

        [Fact]
        public async Task A_copy_that_cannot_be_cancelled_goes_on()
        {
            var imageId = (await CopyPlain("copy")).ImageId;

            (await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", imageId))).ShouldBe(400, "CancelNotSupported");

            Time.Advance(TimeSpan.FromSeconds(30));
            State.Image(imageId).Status.ShouldBe("Available");
            (await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", imageId))).ShouldBe(400, "IncorrectImageStatus");
        }
    }
}
