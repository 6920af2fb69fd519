using CsCheck;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class WaitScheduleTests
{
    private static readonly DateTimeOffset Began = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly WaitingOptions Options = new();

    [Fact]
    public void Next_AnyHeartbeat_StaysWithinItsBounds() =>
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[0, 1_000_000]).Sample((first, progress, seconds) =>
            WaitSchedule.Next(Options, Heartbeat(first, progress, seconds)).ShouldBeInRange(Options.ShortestDelay, Options.LongestDelay));

    [Fact]
    public void Next_AnyOptions_StaysWithinTheirBounds() =>
        Gen.Select(Gen.Int[1, 5_000], Gen.Int[0, 5_000], Gen.Int[0, 20_000], Gen.Int[0, 100], Gen.Int[0, 10_000]).Sample((shortest, more, first, progress, seconds) =>
        {
            var options = new WaitingOptions
            {
                ShortestDelay = TimeSpan.FromMilliseconds(shortest),
                LongestDelay = TimeSpan.FromMilliseconds(shortest + more),
                FirstDelay = TimeSpan.FromMilliseconds(first),
            };
            WaitSchedule.Next(options, Heartbeat(0, progress, seconds)).ShouldBeInRange(options.ShortestDelay, options.LongestDelay);
        });

    [Fact]
    public void Next_SamePaceMoreProgress_NeverLater() =>
        Gen.Select(Gen.Int[1, 99], Gen.Int[1, 600]).Sample((progress, secondsPerPercent) =>
            WaitSchedule.Next(Options, Heartbeat(0, progress + 1, (progress + 1) * secondsPerPercent))
                .ShouldBeLessThanOrEqualTo(WaitSchedule.Next(Options, Heartbeat(0, progress, progress * secondsPerPercent))));

    [Fact]
    public void Next_NoPaceYet_IsTheFirstDelay() => WaitSchedule.Next(Options, Heartbeat(0, 0, 10)).ShouldBe(Options.FirstDelay);

    [Fact]
    public void Next_CopyAtAnEvenPace_IsSeenToItsEndInFewLooks()
    {
        var (looks, at) = (1, 0);
        while (at < 90)
        {
            at += (int)Math.Ceiling(WaitSchedule.Next(Options, Heartbeat(0, at * 100 / 90, at)).TotalSeconds);
            looks++;
        }

        looks.ShouldBe(4);
        at.ShouldBeLessThan(90 + (int)Options.ShortestDelay.TotalSeconds);
    }

    [Fact]
    public void Remaining_HalfDone_IsWhatHasPassed() =>
        WaitSchedule.Remaining(Heartbeat(0, 50, 300), Began).ShouldBe(TimeSpan.FromSeconds(300));

    private static CopyHeartbeat Heartbeat(int first, int progress, int seconds) =>
        new("Creating", progress, Began, first, Began, Began.AddSeconds(seconds), true);
}
