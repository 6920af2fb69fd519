namespace SharedImages.Activities;

/// <summary>When to look at a step next that says nothing of its progress: a look is an attempt that Temporal counts. Pure.</summary>
internal static class StepSchedule
{
    // What is looked at is never longer late than such a part of what it has taken.
    private const int Lateness = 4;

    // Looks over the time in which such a step has been seen to end.
    private const int Looks = 8;

    // A little before the earliest end that was seen.
    private const double Early = 0.95;

    /// <summary>The delay.</summary>
    /// <param name="waiting">How patiently to wait.</param>
    /// <param name="elapsed">Since the step began.</param>
    /// <param name="seen">The shortest and a long duration of such steps; null = too few were seen.</param>
    public static TimeSpan Next(WaitingOptions waiting, TimeSpan elapsed, (TimeSpan Shortest, TimeSpan Long)? seen)
    {
        var usual = seen is not { } known ? elapsed / Lateness
            : elapsed < known.Shortest * Early ? (known.Shortest * Early) - elapsed
            : elapsed < known.Long * 2 ? (known.Long - known.Shortest) / Looks
            : elapsed / Lateness;
        return Clamp(usual, waiting.ShortestDelay, waiting.LongestDelay);
    }

    /// <summary>
    /// The same for what tells its percent: until the end that follows from it. A percent is cut, so it leaves a span in which the end is; while
    /// that is wide, until its beginning, where the next percent says more.
    /// </summary>
    /// <param name="waiting">How patiently to wait.</param>
    /// <param name="elapsed">Since the step began.</param>
    /// <param name="percent">How much of it is done.</param>
    /// <param name="seen">The shortest and a long duration of such steps; null = too few were seen.</param>
    public static TimeSpan Next(WaitingOptions waiting, TimeSpan elapsed, int percent, (TimeSpan Shortest, TimeSpan Long)? seen)
    {
        if (percent is <= 0 or >= 100)
        {
            return Clamp(percent >= 100 ? waiting.ShortestDelay : seen is { } known ? known.Shortest / 2 : waiting.FirstDelay, waiting.ShortestDelay, waiting.LongestDelay);
        }

        var (earliest, latest) = (elapsed / (percent + 1) * 100, elapsed / percent * 100);
        return Clamp((latest - earliest > waiting.ShortestDelay ? earliest : latest) - elapsed, waiting.ShortestDelay, waiting.LongestDelay);
    }

    private static TimeSpan Clamp(TimeSpan delay, TimeSpan shortest, TimeSpan longest) => delay < shortest ? shortest : delay > longest ? longest : delay;
}
