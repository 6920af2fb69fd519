using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>When to look at a copy next: a look is an attempt that Temporal counts, and a call of ECS. Pure.</summary>
internal static class WaitSchedule
{
    // So many longest delays at most, though its turn seems further away: those before it may be given up.
    private const int QueuePatience = 12;

    /// <summary>The delay before the next look.</summary>
    /// <param name="options">The worker's delays.</param>
    /// <param name="seen">What the last look saw.</param>
    /// <param name="outlook">What else is known.</param>
    public static TimeSpan Next(WaitingOptions options, CopyLook seen, CopyOutlook outlook) => seen.Status == ImageStatus.Waiting
        ? Within(options.ShortestDelay, WhileQueued(options, outlook), options.LongestDelay * QueuePatience)
        : Within(options.ShortestDelay, WhileCreating(options, seen, outlook), options.LongestDelay);

    // Not before its turn can come; and even if that is now, not before it may be half done.
    private static TimeSpan WhileQueued(WaitingOptions options, CopyOutlook outlook) =>
        outlook is not { UntilTurn: { } turn, Duration: { } duration } ? options.FirstDelay
        : turn * 0.8 > duration * 0.4 ? turn * 0.8
        : duration * 0.4;

    // Half of what the copy still needs, or all of it near the end. One that stands still although it should be done is asked less and less.
    private static TimeSpan WhileCreating(WaitingOptions options, CopyLook seen, CopyOutlook outlook)
    {
        var stands = (seen.SeenAt - seen.Since) / 2;
        if ((seen.Remaining() ?? outlook.Duration * (1 - (seen.Progress / 100.0))) is not { } remaining)
        {
            return stands > options.FirstDelay ? stands : options.FirstDelay;
        }

        var next = remaining > options.LongestDelay / 5 ? remaining / 2 : remaining;
        return next > stands ? next : stands;
    }

    private static TimeSpan Within(TimeSpan least, TimeSpan delay, TimeSpan most) => delay < least ? least : delay > most ? most : delay;
}
