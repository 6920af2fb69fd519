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
    [InlineData(false, ItemState.Parked, ItemState.Moving)]
    [InlineData(false, ItemState.Parked, ItemState.Undoing)]
    public void WaitsForDecision_WhenOneIsParkedAndNoneMoves(bool waits, params ItemState[] states) =>
        ProgressRules.WaitsForDecision([.. states.Select(state => Row(state))]).ShouldBe(waits);

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, false)]
    [InlineData(0, 0, false)]
    public void WaitsForDecision_OfAFleetWhenAllThatAreUnderWayAreParked(int working, int parked, bool waits) =>
        ProgressRules.WaitsForDecision([.. Enumerable.Repeat(Row(ItemState.Parked), parked)], new(10, 3, 1, working)).ShouldBe(waits);

    [Fact]
    public void WaitsForDecision_TheRowOfTheOperationItselfIsNoneOfItsInstances() =>
        ProgressRules.WaitsForDecision([Row(ItemState.Parked) with { Item = "replacement" }], new(10, 3, 1, 1), "replacement").ShouldBeFalse();

    [Theory]
    [InlineData(ItemState.Looking, 0, ItemState.Copying, 0, false)]
    [InlineData(ItemState.Looking, 0, ItemState.Waiting, 0, false)]
    [InlineData(ItemState.Waiting, 0, ItemState.Verifying, 0, false)]
    [InlineData(ItemState.Waiting, 0, ItemState.Sharing, 0, false)]
    [InlineData(ItemState.Waiting, 0, ItemState.Undoing, 0, false)]
    [InlineData(ItemState.Waiting, 0, ItemState.Parked, 0, true)]
    [InlineData(ItemState.Looking, 0, ItemState.Parked, 0, true)]
    [InlineData(ItemState.Parked, 0, ItemState.Copying, 0, true)]
    [InlineData(ItemState.Parked, 0, ItemState.Undoing, 0, true)]
    [InlineData(ItemState.Undoing, 0, ItemState.Copying, 1, true)]
    [InlineData(ItemState.Copying, 1, ItemState.Waiting, 1, false)]
    [InlineData(ItemState.Parked, 0, ItemState.Parked, 0, false)]
    [InlineData(ItemState.Waiting, 0, ItemState.Done, 0, false)]
    [InlineData(ItemState.Looking, 0, ItemState.Failed, 0, false)]
    [InlineData(ItemState.Parked, 0, ItemState.Skipped, 0, false)]
    [InlineData(ItemState.Parked, 0, ItemState.Failed, 0, false)]
    public void News_IsParkingGoingOnAndBeginningAnew(ItemState told, int toldGeneration, ItemState now, int generation, bool news) =>
        ProgressRules.IsNews(Row(told, toldGeneration), Row(now, generation)).ShouldBe(news);

    private static ItemProgress Row(ItemState state, int generation = 0) =>
        new() { Item = "cn-shanghai", Hop = Hop.Distribution, State = state, Generation = generation };
}
