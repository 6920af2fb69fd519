using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>When to look at a copy next. Pure.</summary>
internal static class WaitSchedule
{
    /// <summary>
    /// After half of the time that the copy still needs by its own pace, or at its expected end when that is less than half the longest
    /// delay away: a look is a call, and an attempt in the history. Without a pace yet: the first delay.
    /// </summary>
    public static TimeSpan Next(WaitingOptions options, CopyHeartbeat seen)
    {
        if (seen.FirstSeen is not { } began || Remaining(seen, began) is not { } remaining)
        {
            return Within(options, options.FirstDelay);
        }

        var (half, near) = (remaining / 2, options.LongestDelay / 2);
        return Within(options, half > near ? half : remaining < near ? remaining : near);
    }

    /// <summary>What the copy still needs if it goes on at its pace; null while it has none.</summary>
    public static TimeSpan? Remaining(CopyHeartbeat seen, DateTimeOffset began)
    {
        var done = seen.Progress - seen.FirstProgress;
        return done <= 0 || seen.SeenAt <= began ? null : (seen.SeenAt - began) / done * (100 - seen.Progress);
    }

    private static TimeSpan Within(WaitingOptions options, TimeSpan delay) =>
        delay < options.ShortestDelay ? options.ShortestDelay : delay > options.LongestDelay ? options.LongestDelay : delay;
}
