namespace SharedImages.Rehearsal;

/// <summary>
/// Time that passes only by jumps, from one due thing to the next. It stands while a task is with a worker, and while nobody waits for
/// time: a client that awaits a result or an update, <c>DelayAsync</c>, a timer of the clock's <see cref="VirtualTimeProvider"/>.
/// </summary>
internal sealed class VirtualClock(DateTimeOffset start)
{
    private const int MinSweep = 1_024;

    private readonly PriorityQueue<Due, (DateTimeOffset When, long Order)> due = new();
    private readonly HashSet<VirtualTimer> ticking = [];
    private long order;
    private int sweepAt = MinSweep;
    private long ticks = start.UtcTicks;

    /// <summary>Read without the kernel's lock, too: by time providers.</summary>
    public DateTimeOffset Now => new(Volatile.Read(ref ticks), TimeSpan.Zero);

    /// <summary>How many wait for time to pass.</summary>
    public int Waits { get; set; }

    /// <summary>Happens when the clock gets there; at once if it is there, but never within this call.</summary>
    public Due At(DateTimeOffset when, Action happen)
    {
        if (due.Count >= sweepAt)
        {
            Sweep();
        }

        var entry = new Due(when, happen);
        due.Enqueue(entry, (when, order++));
        return entry;
    }

    /// <summary>A periodic timer: it ticks when time passes, but is no reason for time to pass.</summary>
    public void Add(VirtualTimer timer) => ticking.Add(timer);

    public void Remove(VirtualTimer timer) => ticking.Remove(timer);

    public Due After(TimeSpan delay, Action happen) => At(Now + delay, happen);

    /// <summary>When the next thing is due; null when nothing is.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            while (due.TryPeek(out var first, out _) && first.IsOff)
            {
                due.Dequeue();
            }

            return due.TryPeek(out var next, out _) ? next.When : null;
        }
    }

    /// <summary>Goes to the next due thing and lets it happen; there must be one.</summary>
    public void Jump()
    {
        _ = Next;
        var next = due.Dequeue();
        if (next.When > Now)
        {
            Volatile.Write(ref ticks, next.When.UtcTicks);
            foreach (var timer in ticking)
            {
                timer.Tick(Now);
            }
        }

        next.Happen();
    }

    // Most deadlines are called off long before their moment. What is off goes when it may be half of all.
    private void Sweep()
    {
        var open = due.UnorderedItems.Where(item => !item.Element.IsOff).ToList();
        due.Clear();
        due.EnqueueRange(open);
        sweepAt = Math.Max(MinSweep, 2 * open.Count);
    }
}
