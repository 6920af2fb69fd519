namespace SharedImages.Workflows.Tests;

public sealed class ProgressRulesTests
{
    [Theory]
    [InlineData(false, ItemState.Pending)]
    [InlineData(false, ItemState.Done, ItemState.Failed)]
    [InlineData(true, ItemState.Parked)]
    [InlineData(true, ItemState.Parked, ItemState.Pending)]
    [InlineData(true, ItemState.Parked, ItemState.Done, ItemState.Failed, ItemState.Skipped, ItemState.Canceled, ItemState.Undone)]
    [InlineData(false, ItemState.Parked, ItemState.Looking)]
    [InlineData(false, ItemState.Parked, ItemState.Copying)]
    [InlineData(false, ItemState.Parked, ItemState.Waiting)]
    [InlineData(false, ItemState.Parked, ItemState.Verifying)]
    [InlineData(false, ItemState.Parked, ItemState.Sharing)]
    [InlineData(false, ItemState.Parked, ItemState.Undoing)]
    public void WaitsForDecision_WhenOneIsParkedAndNoneMoves(bool waits, params ItemState[] states) =>
        ProgressRules.WaitsForDecision([.. states.Select(state => Row(state))]).ShouldBe(waits);

    [Theory]
    [InlineData(ItemState.Looking, null, ItemState.Copying, null, false)]
    [InlineData(ItemState.Looking, null, ItemState.Waiting, "m-1", true)]
    [InlineData(ItemState.Waiting, "m-1", ItemState.Verifying, "m-1", false)]
    [InlineData(ItemState.Waiting, "m-1", ItemState.Sharing, "m-1", false)]
    [InlineData(ItemState.Waiting, "m-1", ItemState.Parked, "m-1", true)]
    [InlineData(ItemState.Looking, null, ItemState.Parked, null, true)]
    [InlineData(ItemState.Parked, "m-1", ItemState.Looking, "m-1", true)]
    [InlineData(ItemState.Parked, "m-1", ItemState.Undoing, "m-1", true)]
    [InlineData(ItemState.Undoing, "m-1", ItemState.Looking, null, true)]
    [InlineData(ItemState.Parked, null, ItemState.Parked, null, false)]
    [InlineData(ItemState.Waiting, "m-1", ItemState.Done, "m-1", false)]
    [InlineData(ItemState.Looking, null, ItemState.Failed, null, false)]
    [InlineData(ItemState.Parked, null, ItemState.Skipped, null, false)]
    [InlineData(ItemState.Parked, null, ItemState.Failed, null, false)]
    public void News_IsParkingGoingOnAndTheImage(ItemState told, string? toldImage, ItemState now, string? image, bool news) =>
        ProgressRules.IsNews(Row(told, toldImage), Row(now, image)).ShouldBe(news);

    private static ItemProgress Row(ItemState state, string? imageId = null) =>
        new() { Item = "cn-shanghai", Hop = Hop.Distribution, State = state, ImageId = imageId };
}
