namespace SharedImages.Ecs.Simulator.Tests;

public sealed class CancelCopyTests : SimulatorTest
{
    [Fact]
    public async Task The_image_vanishes_and_its_snapshot_stays_until_it_is_deleted()
    {
        var imageId = (await CopyPlain("copy")).ImageId;
        Time.Advance(TimeSpan.FromSeconds(10));
        var snapshotId = State.Image(imageId).SnapshotIds.ShouldHaveSingleItem();

        await Cancel(imageId);

        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId), ("Status", "ALL"))).Images.ShouldBeEmpty();
        State.Snapshots(SimulatorWorld.OurAccount).ShouldHaveSingleItem().Status.ShouldBe("failed");
        await Us.Call("DeleteSnapshot", ("SnapshotId", snapshotId));
        State.Snapshots(SimulatorWorld.OurAccount).ShouldBeEmpty();
        (await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", imageId))).ShouldBe(404, "InvalidImageId.NotFound");
    }

    [Fact]
    public async Task A_cancelled_copy_makes_room_for_the_next_one()
    {
        var first = (await CopyPlain("copy-0")).ImageId;
        for (var i = 1; i < 6; i++)
        {
            await CopyPlain($"copy-{i}");
        }

        State.Images(SimulatorWorld.OurAccount)[^1].Status.ShouldBe("Waiting");
        await Cancel(first);
        State.Images(SimulatorWorld.OurAccount)[^1].Status.ShouldBe("Creating");
    }

    [Fact]
    public async Task A_waiting_copy_can_be_cancelled_too()
    {
        for (var i = 0; i < 6; i++)
        {
            await CopyPlain($"copy-{i}");
        }

        await Cancel(State.Images(SimulatorWorld.OurAccount)[^1].ImageId);

        State.Images(SimulatorWorld.OurAccount).Select(image => image.Status).Distinct().ShouldBe(["Creating"]);
    }

    [Fact]
    public async Task Too_late_is_IncorrectImageStatus_and_the_message_says_how_it_ended()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCopy, Image = "bad" });
        var good = (await CopyPlain("good")).ImageId;
        var bad = (await CopyPlain("bad")).ImageId;
        Time.Advance(TimeSpan.FromSeconds(30));

        var completed = await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", good));
        var failed = await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", bad));

        completed.ShouldBe(400, "IncorrectImageStatus");
        completed.Body["Message"]!.GetValue<string>().ShouldContain("completed");
        failed.ShouldBe(400, "IncorrectImageStatus");
        failed.Body["Message"]!.GetValue<string>().ShouldContain("failed");
    }

    [Fact]
    public async Task Only_own_copies_in_their_destination_region_can_be_cancelled()
    {
        var copy = (await CopyPlain("copy")).ImageId;
        var made = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "made" });

        (await Us.Try("CancelCopyImage", ("RegionId", Shanghai), ("ImageId", copy))).ShouldBe(404, "InvalidImageId.NotFound");
        (await Publisher.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", copy))).ShouldBe(404, "InvalidImageId.NotFound");
        (await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", made))).ShouldBe(400, "ImageCreatedNotFromCopy");
    }

    private Task<Reply> Cancel(string imageId) => Us.Call("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", imageId));
}
