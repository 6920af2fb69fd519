namespace SharedImages.Ecs.Simulator;

/// <summary>A fault in force, with what it has done.</summary>
public sealed class ActiveFault
{
    private readonly LifeClock clock;
    private readonly Lock gate = new();
    private readonly TaskCompletionSource holds = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Random random;
    private DateTimeOffset? firstHit;
    private int matches;
    private int hits;
    private int held;
    private int draws;

    internal ActiveFault(string id, Fault fault, LifeClock clock)
    {
        Id = id;
        Fault = fault;
        this.clock = clock;
        random = new Random(fault.Seed ?? 0);
    }

    internal ActiveFault(FaultState state, LifeClock clock)
        : this(state.Id, state.Fault, clock)
    {
        (matches, hits, draws, firstHit) = (state.Matches, state.Hits, state.Draws, state.FirstHit);
        for (var draw = 0; draw < draws; draw++)
        {
            _ = random.NextDouble();
        }

        if (state.Released)
        {
            Release();
        }
    }

    /// <summary>Names it at the admin endpoint.</summary>
    public string Id { get; }

    /// <summary>What was scripted.</summary>
    public Fault Fault { get; }

    /// <summary>How many calls it has hit.</summary>
    public int Hits => Volatile.Read(ref hits);

    /// <summary>Whether it holds a call right now.</summary>
    public bool IsHolding => Volatile.Read(ref held) > 0;

    /// <summary>Ends when the first call is held: of <see cref="FaultKind.HoldAnswer"/> its effect has then happened.</summary>
    public Task Holding => holds.Task;

    /// <summary>Lets go of the calls it holds, and holds none again.</summary>
    public void Release() => released.TrySetResult();

    internal bool TryHit(Call call)
    {
        if (!Fault.Matches(call))
        {
            return false;
        }

        lock (gate)
        {
            matches++;
            var over = Fault.IsLasting && firstHit + clock.Scale(Fault.Duration!.Value) <= call.Now;
            if (matches < Fault.Nth || hits >= Fault.MaxHits || over || !Falls())
            {
                return false;
            }

            firstHit ??= call.Now;
            hits++;
            return true;
        }
    }

    internal FaultState State()
    {
        lock (gate)
        {
            return new FaultState(Id, Fault, matches, hits, draws, firstHit, released.Task.IsCompleted);
        }
    }

    private bool Falls()
    {
        if (Fault.Probability is not { } probability)
        {
            return true;
        }

        draws++;
        return random.NextDouble() < probability;
    }

    internal async Task HoldAsync(CancellationToken callerGone)
    {
        Interlocked.Increment(ref held);
        holds.TrySetResult();
        try
        {
            await released.Task.WaitAsync(callerGone);
        }
        finally
        {
            Interlocked.Decrement(ref held);
        }
    }
}
