namespace SharedImages.Rehearsal;

/// <summary>What is due: the earliest first, and of one moment what was asked for first; but what waits for all of its moment comes last.</summary>
internal sealed class DueQueue
{
    private const int MinSweep = 1_024;

    private readonly PriorityQueue<Due, (DateTimeOffset When, bool IsLast, long Order)> due = new();
    private long order;
    private int sweepAt = MinSweep;

    /// <summary>What comes next; null when nothing does.</summary>
    public Due? First
    {
        get
        {
            while (due.TryPeek(out var first, out _) && first.IsOff)
            {
                due.Dequeue();
            }

            return due.TryPeek(out var next, out _) ? next : null;
        }
    }

    public Due Add(DateTimeOffset when, Action happen, bool isLast = false)
    {
        if (due.Count >= sweepAt)
        {
            Sweep();
        }

        var entry = new Due(when, happen);
        due.Enqueue(entry, (when, isLast, order++));
        return entry;
    }

    /// <summary>Takes <see cref="First"/> out.</summary>
    public void Take() => due.Dequeue();

    // Most deadlines are called off long before their moment. What is off goes when it may be half of all.
    private void Sweep()
    {
        var open = due.UnorderedItems.Where(item => !item.Element.IsOff).ToList();
        due.Clear();
        due.EnqueueRange(open);
        sweepAt = Math.Max(MinSweep, 2 * open.Count);
    }
}
