namespace SharedImages.Ecs.Simulator.Tests;

public sealed class ConcurrentCopiesRuleTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options => base.Options with
    {
        World = SimulatorWorld.Default() with { Rules = new WorldRules { RefuseConcurrentCopies = true } },
    };

    [Fact]
    public async Task With_the_rule_on_a_source_is_copied_once_at_a_time_to_a_region()
    {
        await CopyPlain("first");

        (await CopyPlain("second")).ShouldBe(400, "OperationDenied.ImageCopyConflict");
        Time.Advance(TimeSpan.FromSeconds(30));
        (await CopyPlain("second")).ShouldBe(200, "OK");
    }
}
