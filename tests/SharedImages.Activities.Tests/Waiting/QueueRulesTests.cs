using CsCheck;

namespace SharedImages.Activities.Tests;

public sealed class QueueRulesTests
{
    [Theory]
    [InlineData(new int[0], 3, 0)]
    [InlineData(new[] { 7 }, 0, 7)]
    [InlineData(new[] { 7, 3 }, 0, 3)]
    [InlineData(new[] { 7, 3 }, 1, 7)]
    [InlineData(new[] { 7, 3 }, 2, 13)]
    [InlineData(new[] { 7, 3 }, 5, 27)]
    public void UntilTurn_CountsTheSlotsAsTheyBecomeFree(int[] running, int ahead, int minutes) =>
        UntilTurn(running, ahead).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void UntilTurn_OneMoreAhead_IsNeverSooner() =>
        Gen.Select(Gen.Int[0, 60].Array[1, 5], Gen.Int[0, 60]).Sample((running, ahead) =>
            UntilTurn(running, ahead + 1).ShouldBeGreaterThanOrEqualTo(UntilTurn(running, ahead)));

    private static TimeSpan UntilTurn(int[] running, int ahead) =>
        QueueRules.UntilTurn([.. running.Select(minutes => TimeSpan.FromMinutes(minutes))], ahead, TimeSpan.FromMinutes(10));
}
