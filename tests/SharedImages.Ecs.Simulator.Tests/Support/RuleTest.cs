namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>The default world with other rules.</summary>
public abstract class RuleTest : SimulatorTest
{
    private protected abstract WorldRules Rules { get; }

    private protected override EcsSimulatorOptions Options => base.Options with { World = SimulatorWorld.Default() with { Rules = Rules } };
}
