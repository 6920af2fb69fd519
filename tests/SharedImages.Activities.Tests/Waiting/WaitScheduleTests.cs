using CsCheck;
using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class WaitScheduleTests
{
    private static readonly DateTimeOffset Began = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly WaitingOptions Options = new();
    private static readonly CopyOutlook Unknown = new(null, null);

    /// <summary>How the copies of a family come forward: minutes to their percent, and to when they are done.</summary>
    public static TheoryData<string, int> Curves => new()
    {
        { "even", 12 },
        { "slow start", 14 },
        { "fast start", 14 },
        { "in steps of ten", 14 },
        { "slowing to a tenth half-way", 25 },
        { "nothing for half the time, then all at once", 20 },
    };

    [Fact]
    public void Next_AnyLook_StaysWithinItsBounds() =>
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Sample((first, progress, seconds, expected) =>
            WaitSchedule.Next(Options, Look(first, progress, seconds), new(null, expected % 2 == 0 ? null : TimeSpan.FromSeconds(expected)))
                .ShouldBeInRange(Options.ShortestDelay, Options.LongestDelay));

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
            WaitSchedule.Next(options, Look(0, progress, seconds), Unknown).ShouldBeInRange(options.ShortestDelay, options.LongestDelay);
        });

    [Fact]
    public void Next_NoPaceYet_IsTheFirstDelay() => WaitSchedule.Next(Options, Look(0, 0, 10), Unknown).ShouldBe(Options.FirstDelay);

    [Fact]
    public void Next_NoPaceButEarlierCopies_IsHalfOfWhatTheyTook() =>
        WaitSchedule.Next(Options, Look(0, 0, 0), new(null, TimeSpan.FromMinutes(8))).ShouldBe(TimeSpan.FromMinutes(4));

    /// <summary>Of copies that take half an hour.</summary>
    [Theory]
    [InlineData(0, 12)]
    [InlineData(10, 12)]
    [InlineData(20, 16)]
    [InlineData(600, 120)]
    public void Next_InTheQueue_IsWhenItsTurnCanCome_ButNotBeforeItMayBeHalfDone(int turn, int minutes) =>
        WaitSchedule.Next(Options, Queued, new(TimeSpan.FromMinutes(turn), TimeSpan.FromMinutes(30))).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void Next_InTheQueueOfWhichNothingIsKnown_IsTheFirstDelay() => WaitSchedule.Next(Options, Queued, Unknown).ShouldBe(Options.FirstDelay);

    /// <summary>Of a copy of 10 minutes to 10 hours: few looks, and the end is seen within a minute or, at an even pace, a fiftieth of its time.</summary>
    [Theory]
    [MemberData(nameof(Curves))]
    public void CopyOfAnyLength_IsSeenToItsEndInFewLooks(string curve, int looks) =>
        Gen.Int[10, 600].Sample(minutes =>
        {
            var duration = TimeSpan.FromMinutes(minutes);
            var (made, seen) = Follow(elapsed => CurveOf(curve)(elapsed / duration));
            var least = EndOf(curve, duration) / Options.LongestDelay;

            made.ShouldBeLessThanOrEqualTo(looks + (int)least);
            (seen - EndOf(curve, duration)).ShouldBeLessThanOrEqualTo(Later(curve, duration));
        });

    [Fact]
    public void CopyThatIsStuckAt99Percent_IsAskedLessAndLess_AndItsStallIsNoticedInTime()
    {
        var stuck = TimeSpan.FromMinutes(35);
        var looks = 0;
        var seen = Look(0, 0, 0);
        for (var now = TimeSpan.Zero; seen.SeenAt - seen.Since < Options.StallTime; now += WaitSchedule.Next(Options, seen, Unknown))
        {
            seen = ImageWaiting.Advance(seen, Shown(ImageStatus.Creating, now < stuck ? (int)(now / stuck * 99) : 99), Began + now);
            looks++;
        }

        looks.ShouldBeLessThanOrEqualTo(35);
        (seen.SeenAt - Began).ShouldBeLessThanOrEqualTo(stuck + Options.StallTime + Options.LongestDelay + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void CopyThatWaitsInTheQueueThenIsFast_IsSeenSoon() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 10]).Sample((queued, minutes) =>
        {
            var (turn, duration) = (TimeSpan.FromMinutes(queued), TimeSpan.FromMinutes(minutes));
            var (looks, seen) = Follow(
                elapsed => elapsed < turn ? null : (elapsed - turn) / duration,
                elapsed => new(turn - elapsed, duration));

            looks.ShouldBeLessThanOrEqualTo(30);
            (seen - turn - duration).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        });

    private static Func<double, double> CurveOf(string curve) => curve switch
    {
        "even" => part => part,
        "slow start" => part => part * part,
        "fast start" => Math.Sqrt,
        "in steps of ten" => part => Math.Floor(part * 10) / 10,
        "slowing to a tenth half-way" => part => part < 0.5 ? part : 0.5 + ((part - 0.5) / 10),
        _ => part => part < 0.5 ? 0 : part < 1 ? 0.5 : 1,
    };

    private static TimeSpan EndOf(string curve, TimeSpan duration) => curve == "slowing to a tenth half-way" ? duration * 5.5 : duration;

    // A pace that changes is foreseen less well, one that comes in steps not at all.
    private static TimeSpan Later(string curve, TimeSpan duration)
    {
        var bound = curve switch
        {
            "even" => duration / 50,
            "slow start" or "fast start" => (duration / 10) + (Options.LongestDelay / 5),
            _ => Options.LongestDelay,
        };
        bound = bound < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : bound;
        return bound < Options.LongestDelay ? bound : Options.LongestDelay;
    }

    /// <summary>Looks at a copy as the schedule says until it is done.</summary>
    /// <param name="part">The part that is copied after so long; null = queued.</param>
    /// <param name="outlook">What else is known then.</param>
    private static (int Looks, TimeSpan Seen) Follow(Func<TimeSpan, double?> part, Func<TimeSpan, CopyOutlook>? outlook = null)
    {
        var seen = new CopyLook("Missing", 0, Began, 0, null, Began, false);
        var now = TimeSpan.Zero;
        for (var looks = 1; ; looks++)
        {
            var done = part(now);
            if (done >= 1)
            {
                return (looks, now);
            }

            seen = ImageWaiting.Advance(seen, Shown(done is null ? ImageStatus.Waiting : ImageStatus.Creating, (int)((done ?? 0) * 100)), Began + now);
            now += WaitSchedule.Next(Options, seen, outlook?.Invoke(now) ?? Unknown);
        }
    }

    private static Image Shown(string status, int progress) => new() { ImageId = "m-1", Status = status, Progress = progress };

    private static CopyLook Queued => new(ImageStatus.Waiting, 0, Began, 0, null, Began, true);

    private static CopyLook Look(int first, int progress, int seconds) =>
        new(ImageStatus.Creating, progress, Began.AddSeconds(seconds), first, Began, Began.AddSeconds(seconds), true);
}
