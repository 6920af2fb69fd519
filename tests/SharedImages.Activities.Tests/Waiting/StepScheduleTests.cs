namespace SharedImages.Activities.Tests;

public sealed class StepScheduleTests
{
    private static readonly WaitingOptions Waiting = new();

    // Elapsed, shortest and long duration that were seen (0 = none), delay; all in seconds.
    [Theory]
    [InlineData(0, 0, 0, 5)]
    [InlineData(100, 0, 0, 25)]
    [InlineData(7200, 0, 0, 600)]
    [InlineData(0, 90, 270, 85.5)]
    [InlineData(80, 90, 270, 5.5)]
    [InlineData(86, 90, 270, 22.5)]
    [InlineData(300, 90, 270, 22.5)]
    [InlineData(600, 90, 270, 150)]
    [InlineData(20, 15, 16, 5)]
    public void Next_ByWhatWasSeen(double elapsed, double shortest, double longest, double delay) =>
        StepSchedule.Next(Waiting, Seconds(elapsed), longest == 0 ? null : (Seconds(shortest), Seconds(longest))).TotalSeconds.ShouldBe(delay, 0.001);

    [Theory]
    [InlineData(60, 20, 225.714)]
    [InlineData(285, 95, 15)]
    [InlineData(60, 50, 60)]
    [InlineData(60, 99, 5)]
    [InlineData(60, 0, 30)]
    [InlineData(60, 100, 5)]
    public void Next_ByPercent(double elapsed, int percent, double delay) =>
        StepSchedule.Next(Waiting, Seconds(elapsed), percent, null).TotalSeconds.ShouldBe(delay, 0.001);

    [Fact]
    public void Durations_OneThatTookVeryLong_DoesNotCount()
    {
        var durations = new StepDurations();
        durations.Of("cn-hangzhou", "stop").ShouldBeNull();
        foreach (var seconds in Enumerable.Range(10, 19).Append(9_000))
        {
            durations.Add("cn-hangzhou", "stop", Seconds(seconds));
        }

        durations.Of("cn-hangzhou", "stop").ShouldBe((Seconds(10), Seconds(27)));
        durations.Of("cn-hangzhou", "start").ShouldBeNull();
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
