using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>When to look at a copy next. Pure.</summary>
internal static class WaitSchedule
{
    /// <summary>
    /// A third of the time that the copy still needs by its own pace, between the shortest and the longest delay: long at first, short
    /// near the end. Without a pace yet: the first delay.
    /// </summary>
    public static TimeSpan Next(WaitingOptions options, CopyHeartbeat seen)
    {
        var delay = seen.FirstSeen is { } began && Remaining(seen, began) is { } remaining
            ? remaining / 3
            : options.FirstDelay;
        return delay < options.ShortestDelay ? options.ShortestDelay : delay > options.LongestDelay ? options.LongestDelay : delay;
    }

    /// <summary>What the copy still needs if it goes on at its pace; null while it has none.</summary>
    public static TimeSpan? Remaining(CopyHeartbeat seen, DateTimeOffset began)
    {
        var done = seen.Progress - seen.FirstProgress;
        return done <= 0 || seen.SeenAt <= began ? null : (seen.SeenAt - began) / done * (100 - seen.Progress);
    }
}
