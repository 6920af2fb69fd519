namespace SharedImages.Ecs.Simulator.Tests;

public sealed class CopyFaultTests : SimulatorTest
{
    [Fact]
    public async Task A_failing_copy_ends_at_its_percent_and_stays_until_it_is_deleted()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCopy, Percent = 50 });
        var imageId = (await CopyPlain("copy")).ImageId;

        Time.Advance(TimeSpan.FromMilliseconds(14_999));
        (State.Image(imageId).Status, State.Image(imageId).Progress).ShouldBe(("Creating", 49));
        Time.Advance(TimeSpan.FromMilliseconds(1));
        (State.Image(imageId).Status, State.Image(imageId).Progress).ShouldBe(("CreateFailed", 50));
        State.Snapshots(SimulatorWorld.OurAccount).ShouldHaveSingleItem().Status.ShouldBe("failed");
        Time.Advance(TimeSpan.FromDays(1));
        (State.Image(imageId).Status, State.Image(imageId).Progress).ShouldBe(("CreateFailed", 50));

        await Us.Call("DeleteImage", ("RegionId", Hangzhou), ("ImageId", imageId));
        State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stalled_copy_stays_where_it_is_keeps_its_place_and_can_be_cancelled()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.StallCopy });
        var imageId = (await CopyPlain("copy")).ImageId;

        Time.Advance(TimeSpan.FromDays(3));
        (State.Image(imageId).Status, State.Image(imageId).Progress).ShouldBe(("Creating", 99));
        for (var i = 0; i < 5; i++)
        {
            await CopyPlain($"copy-{i}");
        }

        State.Images(SimulatorWorld.OurAccount)[^1].Status.ShouldBe("Waiting");
        await Us.Call("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", imageId));
        State.Images(SimulatorWorld.OurAccount)[^1].Status.ShouldBe("Creating");
    }

    [Fact]
    public async Task A_copy_fault_waits_for_a_copy_that_is_not_refused()
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCopy });

        await CopyPlain("1");
        await CopyPlain("copy", ("DryRun", true));
        fault.Hits.ShouldBe(0);
        await CopyPlain("copy");
        fault.Hits.ShouldBe(1);
    }
}
