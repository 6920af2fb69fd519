namespace SharedImages.Ecs.Simulator.Tests;

public sealed class BatchDryRunRuleTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options => base.Options with
    {
        World = SimulatorWorld.Default() with { Rules = new WorldRules { BatchDryRunIsOk = true } },
    };

    [Fact]
    public async Task A_dry_run_of_a_batch_can_pass_as_a_success()
    {
        var id = await RunningInstance();

        (await Us.Try("StopInstances", ("RegionId", Hangzhou), ("InstanceId.1", id), ("DryRun", true))).ShouldBe(200, "DRYRUN.SUCCESS");
        (await Us.Try("DeleteInstances", ("RegionId", Hangzhou), ("InstanceId.1", id), ("DryRun", true), ("Force", true))).ShouldBe(200, "DRYRUN.SUCCESS");

        State.Instance(id).Status.ShouldBe("Running");
    }
}
