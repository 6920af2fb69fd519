namespace SharedImages.Activities;

/// <summary>How a region works off its queue of copies: so many at once, the rest in the order in which they were asked for (facts §3.2). Pure.</summary>
internal static class QueueRules
{
    /// <summary>Until a queued copy is begun.</summary>
    /// <param name="running">What each copy that runs still needs; one for each slot.</param>
    /// <param name="ahead">How many are queued before it.</param>
    /// <param name="duration">What each of those needs.</param>
    public static TimeSpan UntilTurn(IReadOnlyCollection<TimeSpan> running, int ahead, TimeSpan duration)
    {
        if (running.Count == 0)
        {
            return TimeSpan.Zero;
        }

        var slots = new PriorityQueue<TimeSpan, TimeSpan>(running.Select(remaining => (remaining, remaining)));
        for (; ahead > 0; ahead--)
        {
            var free = slots.Dequeue() + duration;
            slots.Enqueue(free, free);
        }

        return slots.Peek();
    }
}
