namespace SharedImages.Ecs;

/// <summary>
/// Lets calls of one action in one region through, as many in a window as the limit says, and the others in the order in which they came.
/// Throttling halves the limit; each window without it doubles the limit again, up to where it was.
/// </summary>
internal sealed class CallBudget : IDisposable
{
    // One throttled call says that somebody makes too many, not that it is us; so a part of the limit always stays.
    private const int SmallestShare = 20;

    private readonly Lock gate = new();
    private readonly Queue<TimeSpan> made = new();
    private readonly LinkedList<WaitingCall> queue = new();
    private readonly string action;
    private readonly string regionId;
    private readonly int most;
    private readonly TimeProvider time;
    private readonly long origin;

    private ITimer? timer;
    private int limit;
    private TimeSpan limitChanged;
    private TimeSpan heldUntil;
    private int cuts;
    private bool disposed;

    public CallBudget(string action, string regionId, int most, TimeProvider time)
    {
        this.action = action;
        this.regionId = regionId;
        this.most = most;
        this.time = time;
        origin = time.GetTimestamp();
        limit = most;
    }

    private TimeSpan Now => time.GetElapsedTime(origin);

    /// <summary>Completes when the call may be made; what it gives is for <see cref="Report"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller has given up, or the client is gone: the call must not be made, and none is counted.</exception>
    public ValueTask<int> EnterAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return queue.Count == 0 && Take() ? ValueTask.FromResult(cuts) : new(Queue(cancellationToken));
        }
    }

    /// <summary>ECS has refused a call that was let through.</summary>
    /// <param name="entered">What <see cref="EnterAsync"/> gave.</param>
    /// <param name="failure">How it was refused.</param>
    public void Report(int entered, EcsException failure)
    {
        lock (gate)
        {
            if (failure.RetryAfter is { } retryAfter && Now + retryAfter is var until && until > heldUntil)
            {
                heldUntil = until;
            }

            // Of many calls under way that are throttled together, only the first says something new.
            if (failure.Kind == ErrorKind.Throttled && entered == cuts)
            {
                Recover();
                cuts++;
                limit = Math.Max(limit / 2, Math.Max(1, most / SmallestShare));
                limitChanged = Now;
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            timer?.Dispose();
            foreach (var waiting in queue)
            {
                waiting.GivingUp.Unregister();
                waiting.Turn.TrySetCanceled();
            }

            queue.Clear();
        }
    }

    private Task<int> Queue(CancellationToken cancellationToken)
    {
        var waiting = new WaitingCall(Now);
        var place = queue.AddLast(waiting);
        if (queue.Count == 1)
        {
            Arm();
        }

        waiting.GivingUp = cancellationToken.UnsafeRegister((_, token) => Leave(place, token), null);
        return waiting.Turn.Task;
    }

    private void Leave(LinkedListNode<WaitingCall> place, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (place.List is null)
            {
                return; // it has been let through already
            }

            queue.Remove(place);
        }

        Measure(place.Value);
        place.Value.Turn.TrySetCanceled(cancellationToken);
    }

    private void LetThrough()
    {
        List<WaitingCall> through = [];
        int entered;
        lock (gate)
        {
            while (queue.First is { } first && Take())
            {
                queue.RemoveFirst();
                through.Add(first.Value);
            }

            if (queue.Count > 0)
            {
                Arm();
            }

            entered = cuts;
        }

        foreach (var call in through)
        {
            call.GivingUp.Unregister();
            Measure(call);
            call.Turn.TrySetResult(entered);
        }
    }

    private void Measure(WaitingCall call) => CallMetrics.Waited(Now - call.Since, action, regionId);

    private bool Take()
    {
        Recover();
        var now = Now;
        while (made.TryPeek(out var oldest) && now - oldest >= CallLimits.Window)
        {
            made.Dequeue();
        }

        if (now < heldUntil || made.Count >= limit)
        {
            return false;
        }

        made.Enqueue(now);
        return true;
    }

    private void Recover()
    {
        for (; limit < most && Now - limitChanged >= CallLimits.Window; limitChanged += CallLimits.Window)
        {
            limit = (int)Math.Min(most, limit * 2L);
        }
    }

    // In a full window nothing changes for the better before its oldest call leaves it; a limit that was cut may need several to leave.
    private void Arm()
    {
        var leaves = made.Count < limit ? TimeSpan.Zero : made.Peek() + CallLimits.Window;
        var next = leaves > heldUntil ? leaves : heldUntil;

        // Timers count whole milliseconds, and one that fires too early would have to be set again.
        var due = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((next - Now).TotalMilliseconds)));
        timer ??= time.CreateTimer(static self => ((CallBudget)self!).LetThrough(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(due, Timeout.InfiniteTimeSpan);
    }
}
