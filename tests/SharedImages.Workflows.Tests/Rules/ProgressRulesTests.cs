namespace SharedImages.Workflows.Tests;

public sealed class ProgressRulesTests
{
    [Theory]
    [InlineData(false, RegionState.Pending)]
    [InlineData(false, RegionState.Done, RegionState.Failed)]
    [InlineData(true, RegionState.Parked)]
    [InlineData(true, RegionState.Parked, RegionState.Pending)]
    [InlineData(true, RegionState.Parked, RegionState.Done, RegionState.Failed, RegionState.Skipped, RegionState.Canceled, RegionState.Undone)]
    [InlineData(false, RegionState.Parked, RegionState.Looking)]
    [InlineData(false, RegionState.Parked, RegionState.Copying)]
    [InlineData(false, RegionState.Parked, RegionState.Waiting)]
    [InlineData(false, RegionState.Parked, RegionState.Verifying)]
    [InlineData(false, RegionState.Parked, RegionState.Sharing)]
    [InlineData(false, RegionState.Parked, RegionState.Undoing)]
    public void WaitsForDecision_WhenOneIsParkedAndNoneMoves(bool waits, params RegionState[] states) =>
        ProgressRules.WaitsForDecision([.. states.Select(state => Row(state))]).ShouldBe(waits);

    [Theory]
    [InlineData(RegionState.Looking, null, RegionState.Copying, null, false)]
    [InlineData(RegionState.Looking, null, RegionState.Waiting, "m-1", true)]
    [InlineData(RegionState.Waiting, "m-1", RegionState.Verifying, "m-1", false)]
    [InlineData(RegionState.Waiting, "m-1", RegionState.Sharing, "m-1", false)]
    [InlineData(RegionState.Waiting, "m-1", RegionState.Parked, "m-1", true)]
    [InlineData(RegionState.Looking, null, RegionState.Parked, null, true)]
    [InlineData(RegionState.Parked, "m-1", RegionState.Looking, "m-1", true)]
    [InlineData(RegionState.Parked, "m-1", RegionState.Undoing, "m-1", true)]
    [InlineData(RegionState.Undoing, "m-1", RegionState.Looking, null, true)]
    [InlineData(RegionState.Parked, null, RegionState.Parked, null, false)]
    [InlineData(RegionState.Waiting, "m-1", RegionState.Done, "m-1", false)]
    [InlineData(RegionState.Looking, null, RegionState.Failed, null, false)]
    [InlineData(RegionState.Parked, null, RegionState.Skipped, null, false)]
    [InlineData(RegionState.Parked, null, RegionState.Failed, null, false)]
    public void News_IsParkingGoingOnAndTheImage(RegionState told, string? toldImage, RegionState now, string? image, bool news) =>
        ProgressRules.IsNews(Row(told, toldImage), Row(now, image)).ShouldBe(news);

    private static RegionProgress Row(RegionState state, string? imageId = null) =>
        new() { Region = "cn-shanghai", Hop = Hop.Distribution, State = state, ImageId = imageId };
}
