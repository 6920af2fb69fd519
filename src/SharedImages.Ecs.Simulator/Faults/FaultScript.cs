namespace SharedImages.Ecs.Simulator;

/// <summary>The scripted faults of a simulator. Thread-safe.</summary>
public sealed class FaultScript
{
    private readonly LifeClock clock;
    private readonly Lock gate = new();
    private volatile ActiveFault[] faults = [];

    internal FaultScript(LifeClock clock) => this.clock = clock;

    /// <summary>The faults in force, in the order in which they were added; those that are used up stay listed.</summary>
    public IReadOnlyList<ActiveFault> All => faults;

    /// <summary>Puts a fault in force, from the next call on.</summary>
    /// <exception cref="ArgumentException">A value is missing or out of range.</exception>
    public ActiveFault Add(Fault fault)
    {
        if (fault.Problem() is { } problem)
        {
            throw new ArgumentException($"The fault cannot be scripted: {problem}.", nameof(fault));
        }

        lock (gate)
        {
            var active = new ActiveFault($"fault-{++Added}", fault, clock);
            this.faults = [.. this.faults, active];
            return active;
        }
    }

    /// <summary>How many were ever added.</summary>
    internal int Added { get; set; }

    /// <summary>Takes in faults that were in force earlier.</summary>
    internal void Resume(IEnumerable<FaultState> faults)
    {
        lock (gate)
        {
            this.faults = [.. this.faults, .. faults.Select(fault => new ActiveFault(fault, clock))];
        }
    }

    /// <summary>Ends a fault and lets go of what it holds.</summary>
    /// <returns>False when there is none of this id.</returns>
    public bool Remove(string id)
    {
        lock (gate)
        {
            if (Array.Find(this.faults, candidate => candidate.Id == id) is not { } fault)
            {
                return false;
            }

            fault.Release();
            this.faults = [.. this.faults.Where(candidate => candidate != fault)];
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
        foreach (var fault in faults)
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
