using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Schedule.V1;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A jitter is drawn from the seed.</summary>
public sealed class ScheduleTimesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void OneSeed_GivesOneJitter_AnotherSeedAnother()
    {
        Hours("7", TimeSpan.FromMinutes(10)).ShouldBe(Hours("7", TimeSpan.FromMinutes(10)));
        Hours("7", TimeSpan.FromMinutes(10)).ShouldNotBe(Hours("8", TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void AJitter_IsAtMostWhatIsAsked_AndSpreads()
    {
        var late = Hours("7", TimeSpan.FromMinutes(10)).Select(time => time.Actual - time.Nominal).ToList();

        late.ShouldAllBe(span => span >= TimeSpan.Zero && span < TimeSpan.FromMinutes(10));
        late.ShouldContain(span => span < TimeSpan.FromMinutes(2));
        late.ShouldContain(span => span > TimeSpan.FromMinutes(8));
    }

    [Fact]
    public void WithoutAJitter_TimesAreExact() => Hours("7", TimeSpan.Zero).ShouldAllBe(time => time.Actual == time.Nominal);

    private static List<ScheduledTime> Hours(string seed, TimeSpan jitter)
    {
        var times = new ScheduleTimes(new ScheduleSpec { Interval = { new IntervalSpec { Interval = Duration.FromTimeSpan(TimeSpan.FromHours(1)) } }, Jitter = Duration.FromTimeSpan(jitter) }, seed);
        var hours = new List<ScheduledTime>();
        for (var after = Start; hours.Count < 100; after = hours[^1].Actual)
        {
            hours.Add(times.Next(after)!);
        }

        hours.Select(time => time.Nominal).ShouldBe(Enumerable.Range(1, 100).Select(hour => Start.AddHours(hour)));
        return hours;
    }
}
