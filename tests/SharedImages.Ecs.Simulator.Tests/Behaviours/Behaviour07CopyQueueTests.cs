namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Five copies run at once to a region, the rest waits (facts §12.7).</summary>
public sealed class Behaviour07CopyQueueTests : SimulatorTest
{
    [Fact]
    public async Task The_sixth_copy_waits_and_holds_its_source()
    {
        var own = await OwnImage();
        for (var i = 0; i < 6; i++)
        {
            (await CopyOwn(own, Shanghai, $"copy-{i}")).ShouldBe(200, "OK");
        }

        State.Images(region: Shanghai).Select(image => image.Status).ShouldBe(["Creating", "Creating", "Creating", "Creating", "Creating", "Waiting"]);
        Time.Advance(TimeSpan.FromSeconds(90));
        State.Images(region: Shanghai)[^1].Status.ShouldBe("Creating");
        (await Us.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", own))).ShouldBe(403, "OperationDenied.ImageCopying");
    }

    /// <summary>The alternatives: one at a time, and an image only once at a time (facts §11, §2.2).</summary>
    public sealed class OneAtATime : RuleTest
    {
        private protected override WorldRules Rules => new() { CopiesAtOnce = 1, RefuseConcurrentCopies = true };

        [Fact]
        public async Task The_second_copy_waits_and_the_same_source_is_refused()
        {
            await CopyPlain("first");

            (await CopyPlain("same")).ShouldBe(400, "OperationDenied.ImageCopyConflict");
            var second = (await CopyOwn(SimulatorWorld.StrangerImageId, Hangzhou, "second")).ImageId;

            State.Image(second).Status.ShouldBe("Waiting");
            Time.Advance(TimeSpan.FromSeconds(30));
            State.Image(second).Status.ShouldBe("Creating");
            (await CopyPlain("same")).ShouldBe(200, "OK");
        }
    }
}
