namespace SharedImages.Ecs.Simulator.Tests;

public sealed class InstanceVisibilityLagTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options => base.Options with
    {
        World = SimulatorWorld.Default() with { Rules = new WorldRules { InstanceVisibilityLag = TimeSpan.FromSeconds(5) } },
    };

    [Fact]
    public async Task A_new_instance_is_unknown_to_every_call_for_a_while()
    {
        var id = (await Launch(SimulatorWorld.PlainImageId)).InstanceIds[0];

        (await Listed()).ShouldBe(0);
        (await Us.Call("DescribeInstanceStatus", ("RegionId", Hangzhou), ("InstanceId.1", id))).List("InstanceStatuses", "InstanceStatus").ShouldBeEmpty();
        (await Us.Try("StopInstance", ("InstanceId", id))).ShouldBe(404, "InvalidInstanceId.NotFound");
        (await Us.Try("TagResources", ("RegionId", Hangzhou), ("ResourceType", "instance"), ("ResourceId.1", id), ("Tag.1.Key", "a"))).ShouldBe(404, "InvalidResourceId.NotFound");
        (await Us.Try("DescribeCloudAssistantStatus", ("RegionId", Hangzhou), ("InstanceId.1", id))).ShouldBe(404, "InvalidInstance.NotFound");
        Time.Advance(TimeSpan.FromSeconds(5));
        (await Listed()).ShouldBe(1);
    }

    [Fact]
    public async Task One_launch_can_lag_longer()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.VisibilityLag, Action = "RunInstances", Duration = TimeSpan.FromMinutes(1) });
        await Launch(SimulatorWorld.PlainImageId);

        Time.Advance(TimeSpan.FromSeconds(59));
        (await Listed()).ShouldBe(0);
        Time.Advance(TimeSpan.FromSeconds(1));
        (await Listed()).ShouldBe(1);
    }

    private async Task<int> Listed() => (await Us.Call("DescribeInstances", ("RegionId", Hangzhou))).Instances.Count;
}
