using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>How long copies of a size took from one region to another.</summary>
internal sealed class CopyDurations
{
    private readonly RecentDurations<CopyRoute> recent = new(each: 8);

    /// <summary>The mean of the last ones; null = none was seen.</summary>
    public TimeSpan? Of(CopyRoute route) => recent.Of(route) is { Count: > 0 } last ? TimeSpan.FromTicks((long)last.Average(duration => duration.Ticks)) : null;

    /// <summary>One more.</summary>
    public void Add(CopyRoute route, TimeSpan duration) => recent.Add(route, duration);
}
