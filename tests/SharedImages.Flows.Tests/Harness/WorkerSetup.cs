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

    public static WorldAccessKey KeyOf(string account) => SimulatorWorld.Default().Account(account).AccessKeys[0];
}
