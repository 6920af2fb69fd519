namespace SharedImages.Activities;

/// <summary>How long steps took in a region, as this worker saw them: the shortest and a long one. Bounded; losing it costs a few looks.</summary>
internal sealed class StepDurations
{
    private const int MaxSteps = 64;
    private const int Enough = 4;

    private readonly BoundedMemory<(string Region, string Step), IReadOnlyList<TimeSpan>> known = new(most: 1_000);

    /// <summary>Null = too few were seen.</summary>
    public (TimeSpan Shortest, TimeSpan Long)? Of(string region, string step) =>
        known.TryGet((region, step), out var last) && last.Count >= Enough
            ? (last.Min(), last.Order().ElementAt((last.Count * 9 / 10) - (last.Count < 10 ? 0 : 1)))
            : null;

    /// <summary>One more. Of two at once one may be lost.</summary>
    public void Add(string region, string step, TimeSpan duration) =>
        known.Keep((region, step), known.TryGet((region, step), out var last) ? [.. last.TakeLast(MaxSteps - 1), duration] : [duration]);
}
