using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class CopyDurationsTests
{
    private static readonly CopyRoute Route = new(Site.Home, Site.Target, 40);

    [Fact]
    public void Of_ARouteThatNoCopyTook_IsNotKnown()
    {
        var durations = new CopyDurations();
        durations.Add(Route, TimeSpan.FromMinutes(10));

        durations.Of(Route with { Gibibytes = 80 }).ShouldBeNull();
    }

    [Fact]
    public void Of_ARoute_IsTheMeanOfItsLastEight()
    {
        var durations = new CopyDurations();
        durations.Add(Route, TimeSpan.FromDays(1));
        foreach (var minutes in Enumerable.Range(1, 8))
        {
            durations.Add(Route, TimeSpan.FromMinutes(minutes));
        }

        durations.Of(Route).ShouldBe(TimeSpan.FromMinutes(4.5));
    }

    [Fact]
    public void Add_MoreRoutesThanItKeeps_ForgetsOldOnes()
    {
        var durations = new CopyDurations();
        foreach (var size in Enumerable.Range(1, 1_001))
        {
            durations.Add(Route with { Gibibytes = size }, TimeSpan.FromMinutes(1));
        }

        durations.Of(Route with { Gibibytes = 1 }).ShouldBeNull();
        durations.Of(Route with { Gibibytes = 1_001 }).ShouldBe(TimeSpan.FromMinutes(1));
    }
}
