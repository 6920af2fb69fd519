namespace SharedImages.Activities;

/// <summary>How long copies of a size took from one region to another, as this worker saw them. Bounded; losing it costs a few looks.</summary>
internal sealed class CopyDurations
{
    private const int MaxRoutes = 1_000;
    private const int MaxCopies = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<CopyRoute, Queue<TimeSpan>> known = [];

    /// <summary>The mean of the last ones; null = none was seen.</summary>
    public TimeSpan? Of(CopyRoute route)
    {
        lock (gate)
        {
            return known.TryGetValue(route, out var last) ? TimeSpan.FromTicks((long)last.Average(duration => duration.Ticks)) : null;
        }
    }

    public void Add(CopyRoute route, TimeSpan duration)
    {
        lock (gate)
        {
            if (known.Count >= MaxRoutes && !known.ContainsKey(route))
            {
                known.Clear();
            }

            var last = known.TryGetValue(route, out var before) ? before : known[route] = new(MaxCopies);
            if (last.Count == MaxCopies)
            {
                last.Dequeue();
            }

            last.Enqueue(duration);
        }
    }
}
