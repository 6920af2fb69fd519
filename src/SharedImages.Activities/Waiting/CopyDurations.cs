namespace SharedImages.Activities;

/// <summary>How long copies of a size took from one region to another, as this worker saw them. Bounded; losing it costs a few looks.</summary>
internal sealed class CopyDurations
{
    private const int MaxCopies = 8;

    private readonly BoundedMemory<CopyRoute, IReadOnlyList<TimeSpan>> known = new(most: 1_000);

    /// <summary>The mean of the last ones; null = none was seen.</summary>
    public TimeSpan? Of(CopyRoute route) =>
        known.TryGet(route, out var last) ? TimeSpan.FromTicks((long)last.Average(duration => duration.Ticks)) : null;

    /// <summary>One more. Of two at once one may be lost.</summary>
    public void Add(CopyRoute route, TimeSpan duration) =>
        known.Keep(route, known.TryGet(route, out var last) ? [.. last.TakeLast(MaxCopies - 1), duration] : [duration]);
}
