using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class BoardRowTests
{
    [Theory]
    [InlineData(ItemState.Copying, "FindCopy", "looking")]
    [InlineData(ItemState.Copying, "CopyImage", "copying")]
    [InlineData(ItemState.Copying, "WaitImage", "waiting")]
    [InlineData(ItemState.Copying, "VerifyImage", "verifying")]
    [InlineData(ItemState.Copying, "ShareImage", "sharing")]
    [InlineData(ItemState.Parked, "WaitImage", "parked")]
    [InlineData(ItemState.Undoing, "DeleteImage", "undoing")]
    public void State_FollowsTheStepUnderWay(ItemState told, string step, string shown) =>
        Row(Views.Of(Views.Region(told)) with { Pending = [new("cn-shanghai", step, 1, null, null)] }).StateText.ShouldBe(shown);

    [Fact]
    public void Copy_HasPercentAndRemaining()
    {
        var row = Row(Views.Of(Views.Region(ItemState.Copying, imageId: null)) with { Pending = [Views.Waiting(25)] });

        row.Cells.ShouldBe(["cn-shanghai", "distribution", "waiting", "25 %", "30 min", "m-1", ""]);
    }

    [Fact]
    public void Copy_OfAnotherRegion_SaysNothingOfThisOne() =>
        Row(Views.Of(Views.Region(ItemState.Waiting, region: "cn-beijing")) with { Pending = [Views.Waiting(25)] }).Percent.ShouldBeNull();

    [Fact]
    public void Copy_InEcsQueue_IsQueuedAndHasNoEstimate()
    {
        var row = Row(Views.Of(Views.Region(ItemState.Waiting)) with { Pending = [Views.Waiting(0, status: "Waiting")] });

        row.StateText.ShouldBe("queued");
        row.RemainingText.ShouldBe("");
    }

    [Theory]
    [InlineData(1, "29 min", "")]
    [InlineData(2, "28 min", "seen 2 min ago")]
    [InlineData(45, "< 1 min", "seen 45 min ago")]
    public void Copy_SeenSomeTimeAgo_SaysSo_AndNeedsSoMuchLess(int minutes, string remaining, string note)
    {
        var view = Views.Of(Views.Region(ItemState.Waiting)) with { Pending = [Views.Waiting(25)] };

        var row = Row(view with { AsOf = view.AsOf.AddMinutes(minutes) });

        row.RemainingText.ShouldBe(remaining);
        row.Note.ShouldBe(note);
    }

    [Fact]
    public void Note_OfAParkedRegion_IsItsErrorWithoutTheRegionAgain() =>
        Row(Views.Of(Views.Parked())).Note.ShouldBe("copy: copy m-0: Forbidden: The key is disabled.");

    [Fact]
    public void Note_OfAStepThatIsTriedAgain_IsWhyTheLastAttemptFailed() =>
        Row(Views.Of(Views.Region(ItemState.Waiting)) with { Pending = [Views.Waiting(25, lastFailure: "throttled")] }).Note.ShouldBe("WaitImage, attempt 3: throttled");

    [Fact]
    public void Note_OfAStepThatWaits_IsWhatForWithoutTheRegionAgain() =>
        Row(Views.Of(Views.Region(ItemState.Testing)) with { Pending = [new("cn-shanghai", "AwaitRunning", 2, null, "cn-shanghai: 1 of 1 instances do not run yet") { IsWaiting = true }] })
            .Note.ShouldBe("1 of 1 instances do not run yet");

    [Theory]
    [InlineData(true, 0, "adopted from an earlier run")]
    [InlineData(false, 2, "copy begun anew 2 times")]
    [InlineData(false, 0, "")]
    public void Note_SaysWhatIsUnusual(bool adopted, int generation, string note) =>
        Row(Views.Of(Views.Region(ItemState.Done) with { Adopted = adopted, Generation = generation })).Note.ShouldBe(note);

    private static BoardRow Row(OperationView view) => BoardRow.Of(view).ShouldHaveSingleItem();
}
