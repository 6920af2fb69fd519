namespace SharedImages.Rehearsal;

/// <summary>
/// Time that passes only by jumps, from one due thing to the next. It stands while a worker is at a task, and while nobody waits for
/// time: a client that awaits a result or an update, <c>DelayAsync</c>, a timer of the clock's <see cref="VirtualTimeProvider"/>.
/// </summary>
internal sealed class VirtualClock(DateTimeOffset start)
{
    private readonly DueQueue due = new();
    private readonly DueQueue along = new();
    private readonly HashSet<VirtualTimer> ticking = [];
    private long ticks = start.UtcTicks;

    /// <summary>Read without the kernel's lock, too: by time providers.</summary>
    public DateTimeOffset Now => new(Volatile.Read(ref ticks), TimeSpan.Zero);

    /// <summary>How many wait for time to pass: for a result, for an update, on a timer.</summary>
    public int Waits { get; set; }

    /// <summary>How many have asked for time to pass, by <c>DelayAsync</c>.</summary>
    public int Delays { get; set; }

    /// <summary>How many want time to pass for nobody who only waits, but by delays alone.</summary>
    public int Locks { get; set; }

    /// <summary>When the next thing is due; null when nothing is, or only what goes along.</summary>
    public DateTimeOffset? Next => First?.When;

    private Due? First => due.First is not { } reason ? null : along.First is { } other && other.When <= reason.When ? other : reason;

    /// <summary>Happens when the clock gets there; at once if it is there, but never within this call.</summary>
    public Due At(DateTimeOffset when, Action happen) => due.Add(when, happen);

    public Due After(TimeSpan delay, Action happen) => At(Now + delay, happen);

    /// <summary>Happens when the clock gets there and nothing else of that moment is left: neither what was due by then, nor what came of it.</summary>
    public Due AfterAllOf(DateTimeOffset when, Action happen) => due.Add(when, happen, isLast: true);

    /// <summary>
    /// Happens when the clock comes past, before all else of that moment, but is no reason for time to pass: what comes again and again, as a
    /// schedule's next time does, would keep time passing for ever.
    /// </summary>
    public Due Along(DateTimeOffset when, Action happen) => along.Add(when, happen);

    /// <summary>A periodic timer: it ticks when time passes, but is no reason for time to pass.</summary>
    public void Add(VirtualTimer timer) => ticking.Add(timer);

    public void Remove(VirtualTimer timer) => ticking.Remove(timer);

    /// <summary>Goes to the next due thing and lets it happen; there must be one.</summary>
    public void Jump()
    {
        var next = First!;
        (next == along.First ? along : due).Take();
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
}
