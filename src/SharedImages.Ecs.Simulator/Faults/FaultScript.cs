namespace SharedImages.Ecs.Simulator;

/// <summary>The scripted faults of a simulator. Thread-safe.</summary>
public sealed class FaultScript
{
    private readonly LifeClock _clock;
    private readonly Lock _gate = new();
    private volatile ActiveFault[] _faults = [];

    internal FaultScript(LifeClock clock) => _clock = clock;

    /// <summary>The faults in force, in the order in which they were added; those that are used up stay listed.</summary>
    public IReadOnlyList<ActiveFault> All => _faults;

    /// <summary>Puts a fault in force, from the next call on.</summary>
    /// <exception cref="ArgumentException">A value is missing or out of range.</exception>
    public ActiveFault Add(Fault fault)
    {
        if (fault.Problem() is { } problem)
        {
            throw new ArgumentException($"The fault cannot be scripted: {problem}.", nameof(fault));
        }

        lock (_gate)
        {
            var active = new ActiveFault($"fault-{++Added}", fault, _clock);
            _faults = [.. _faults, active];
            return active;
        }
    }

    /// <summary>How many were ever added.</summary>
    internal int Added { get; set; }

    /// <summary>Takes in faults that were in force earlier.</summary>
    internal void Resume(IEnumerable<FaultState> faults)
    {
        lock (_gate)
        {
            _faults = [.. _faults, .. faults.Select(fault => new ActiveFault(fault, _clock))];
        }
    }

    /// <summary>Ends a fault and lets go of what it holds.</summary>
    /// <returns>False when there is none of this id.</returns>
    public bool Remove(string id)
    {
        lock (_gate)
        {
            if (Array.Find(_faults, candidate => candidate.Id == id) is not { } fault)
            {
                return false;
            }

            fault.Release();
            _faults = [.. _faults.Where(candidate => candidate != fault)];
            return true;
        }
    }

    /// <summary>Ends all faults and lets go of what they hold.</summary>
    public void Clear()
    {
        foreach (var fault in All)
        {
            Remove(fault.Id);
        }
    }

    /// <summary>The first fault of one of the kinds that hits the call; null = none. Only inside <see cref="Cloud.Enter{T}"/>.</summary>
    internal ActiveFault? Hit(Call call, params ReadOnlySpan<FaultKind> kinds)
    {
        foreach (var fault in _faults)
        {
            if (kinds.Contains(fault.Fault.Kind) && fault.TryHit(call))
            {
                call.WasHitBy(fault);
                return fault;
            }
        }

        return null;
    }
}
