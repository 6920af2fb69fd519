using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>What makes one worker of a flow other than another.</summary>
public sealed record WorkerSetup
{
    /// <summary>The access key that it signs with.</summary>
    public WorldAccessKey Key { get; init; } = KeyOf(SimulatorWorld.OurAccount);

    /// <summary>How much its clock is ahead.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>Name of its deployment.</summary>
    public string Installation { get; init; } = "flow";

    /// <summary>How many workflows it keeps; what it does not keep any worker may go on with at once.</summary>
    public int CachedWorkflows { get; init; } = FlowOptions.CachedWorkflows;

    /// <summary>Holds what its activities write to Temporal; null = nothing does.</summary>
    public TemporalHold? Hold { get; init; }

    public static WorldAccessKey KeyOf(string account) => SimulatorWorld.Default().Account(account).AccessKeys[0];
}
