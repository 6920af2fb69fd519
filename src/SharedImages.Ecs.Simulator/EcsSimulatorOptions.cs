using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SharedImages.Ecs.Simulator;

/// <summary>How to start an <see cref="EcsSimulator"/>. The defaults give the default world on a free loopback port, in real time.</summary>
public sealed record EcsSimulatorOptions
{
    /// <summary>Accounts, regions, keys, images and rules at the start.</summary>
    public SimulatorWorld World { get; init; } = SimulatorWorld.Default();

    /// <summary>The address of this machine that both endpoints listen on. Any other than loopback lets everybody in the network read and script the simulator.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port of the ECS and STS endpoint; 0 = any free one.</summary>
    public int Port { get; init; }

    /// <summary>Port of the admin endpoint; 0 = any free one, null = none.</summary>
    public int? AdminPort { get; init; }

    /// <summary>Names and addresses by which the admin endpoint may be called, beside <c>localhost</c>, loopback addresses and <see cref="Address"/>.</summary>
    public IReadOnlyList<string> AdminHosts { get; init; } = [];

    /// <summary>Certificate with its private key, to serve HTTPS at both endpoints; null = HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>How many times faster than <see cref="Time"/> resources live: a copy of 90 s takes 90 s / Speed. Above 0.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The clock of resources: copies, visibility, client tokens, faults with a duration.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The clock that signatures, nonces and temporary keys are checked against; never scaled.</summary>
    public TimeProvider WallClock { get; init; } = TimeProvider.System;
}
