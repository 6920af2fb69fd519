namespace SharedImages.Ecs.Simulator;

/// <summary>A fault in force, with what it has done.</summary>
public sealed class ActiveFault
{
    private readonly LifeClock _clock;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _holds = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Random _random;
    private DateTimeOffset? _firstHit;
    private int _matches;
    private int _hits;
    private int _held;
    private int _draws;

    internal ActiveFault(string id, Fault fault, LifeClock clock)
    {
        Id = id;
        Fault = fault;
        _clock = clock;
        _random = new Random(fault.Seed ?? 0);
    }

    internal ActiveFault(FaultState state, LifeClock clock)
        : this(state.Id, state.Fault, clock)
    {
        (_matches, _hits, _draws, _firstHit) = (state.Matches, state.Hits, state.Draws, state.FirstHit);
        for (var draw = 0; draw < _draws; draw++)
        {
            _ = _random.NextDouble();
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
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Whether it holds a call right now.</summary>
    public bool IsHolding => Volatile.Read(ref _held) > 0;

    /// <summary>Ends when the first call is held: of <see cref="FaultKind.HoldAnswer"/> its effect has then happened.</summary>
    public Task Holding => _holds.Task;

    /// <summary>Lets go of the calls it holds, and holds none again.</summary>
    public void Release() => _released.TrySetResult();

    internal bool TryHit(Call call)
    {
        if (!Fault.Matches(call))
        {
            return false;
        }

        lock (_gate)
        {
            _matches++;
            var over = Fault.IsLasting && _firstHit + _clock.Scale(Fault.Duration!.Value) <= call.Now;
            if (_matches < Fault.Nth || _hits >= Fault.MaxHits || over || !Falls())
            {
                return false;
            }

            _firstHit ??= call.Now;
            _hits++;
            return true;
        }
    }

    internal FaultState State()
    {
        lock (_gate)
        {
            return new FaultState(Id, Fault, _matches, _hits, _draws, _firstHit, _released.Task.IsCompleted);
        }
    }

    private bool Falls()
    {
        if (Fault.Probability is not { } probability)
        {
            return true;
        }

        _draws++;
        return _random.NextDouble() < probability;
    }

    internal async Task HoldAsync(CancellationToken callerGone)
    {
        Interlocked.Increment(ref _held);
        _holds.TrySetResult();
        try
        {
            await _released.Task.WaitAsync(callerGone);
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }
}
