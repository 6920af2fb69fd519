namespace SharedImages.Ecs.Simulator.Tests;

public sealed class StartStopDeleteTests : SimulatorTest
{
    [Fact]
    public async Task An_instance_stops_and_starts_again_in_its_own_time()
    {
        var id = await RunningInstance();

        await Us.Call("StopInstance", ("InstanceId", id));
        State.Instance(id).Status.ShouldBe("Stopping");
        Time.Advance(TimeSpan.FromSeconds(15));
        State.Instance(id).Status.ShouldBe("Stopped");
        (await Look(id))["StoppedMode"]!.GetValue<string>().ShouldBe("KeepCharging");
        Time.Advance(TimeSpan.FromMinutes(5));
        await Us.Call("StartInstance", ("InstanceId", id));
        State.Instance(id).Status.ShouldBe("Starting");
        Time.Advance(TimeSpan.FromSeconds(20));
        State.Instance(id).Status.ShouldBe("Running");
        var instance = await Look(id);
        (instance["StoppedMode"]!.GetValue<string>(), instance["StartTime"]!.GetValue<string>()).ShouldBe(("Not-applicable", "2026-11-24T08:05Z"));
    }

    [Fact]
    public async Task A_stopped_instance_is_deleted_with_its_disks_except_those_that_stay()
    {
        var id = await StoppedInstance(("DataDisk.1.Size", 40), ("DataDisk.1.DeleteWithInstance", false));

        await Us.Call("DeleteInstance", ("InstanceId", id));

        State.Instances().ShouldBeEmpty();
        var left = State.Disks().ShouldHaveSingleItem();
        (left.Type, left.Status, left.InstanceId).ShouldBe(("data", "Available", null));
        (await Us.Call("DescribeInstances", ("RegionId", Hangzhou))).Instances.ShouldBeEmpty();
        (await Us.Try("DeleteInstance", ("InstanceId", id))).ShouldBe(404, "InvalidInstanceId.NotFound");
    }

    [Fact]
    public async Task A_running_instance_is_deleted_by_force_only()
    {
        var id = await RunningInstance();

        (await Us.Try("DeleteInstance", ("InstanceId", id))).ShouldBe(403, "IncorrectInstanceStatus");
        (await Us.Try("DeleteInstance", ("InstanceId", id), ("Force", true))).ShouldBe(200, "OK");
    }

    [Theory]
    [InlineData("StartInstance")]
    [InlineData("StopInstance")]
    [InlineData("DeleteInstance")]
    public async Task A_fresh_instance_is_left_alone_until_it_is_initialized(string action)
    {
        var id = (await Launch(SimulatorWorld.PlainImageId)).InstanceIds[0];

        (await Us.Try(action, ("InstanceId", id), ("Force", true))).ShouldBe(403, "IncorrectInstanceStatus.Initializing");
        Time.Advance(TimeSpan.FromSeconds(10));
        (await Us.Try(action, ("InstanceId", id), ("Force", true))).ShouldBe(403, "IncorrectInstanceStatus");
    }

    [Theory]
    [InlineData("StartInstance", "InstanceId", "", 400, "MissingParameter")]
    [InlineData("StopInstance", "InstanceId", "", 400, "MissingParameter")]
    [InlineData("DeleteInstance", "InstanceId", "", 400, "MissingParameter")]
    [InlineData("StartInstance", "InstanceId", "i-none", 404, "InvalidInstanceId.NotFound")]
    [InlineData("StopInstance", "InstanceId", "i-none", 404, "InvalidInstanceId.NotFound")]
    [InlineData("DeleteInstance", "InstanceId", "i-none", 404, "InvalidInstanceId.NotFound")]
    [InlineData("StartInstance", "DryRun", "true", 403, "IncorrectInstanceStatus")]
    [InlineData("StopInstance", "DryRun", "true", 400, "DryRunOperation")]
    [InlineData("DeleteInstance", "DryRun", "true", 403, "IncorrectInstanceStatus")]
    [InlineData("StopInstance", "StoppedMode", "Free", 400, "InvalidParameter")]
    public async Task A_call_that_breaks_a_rule_changes_nothing(string action, string name, string value, int httpStatus, string code)
    {
        var id = await RunningInstance();

        (await Us.Try(action, [.. new Dictionary<string, object> { ["InstanceId"] = id, [name] = value }.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);

        State.Instance(id).Status.ShouldBe("Running");
    }

    [Fact]
    public async Task Nobody_stops_the_instances_of_others() =>
        (await Publisher.Try("StopInstance", ("InstanceId", await RunningInstance()))).ShouldBe(404, "InvalidInstanceId.NotFound");

    [Fact]
    public async Task A_security_lock_forbids_starting_and_stopping()
    {
        var (running, stopped) = (await RunningInstance(), await StoppedInstance());
        State.LockInstance(running);
        State.LockInstance(stopped);

        (await Us.Try("StopInstance", ("InstanceId", running))).ShouldBe(403, "InstanceLockedForSecurity");
        (await Us.Try("StartInstance", ("InstanceId", stopped))).ShouldBe(403, "InstanceLockedForSecurity");
        (await Look(running))["OperationLocks"]!["LockReason"]![0]!["LockReason"]!.GetValue<string>().ShouldBe("security");
        (await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("LockReason", "security"))).Instances.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Protection_and_subscription_are_in_the_way_of_deletion()
    {
        var isProtected = await StoppedInstance(("DeletionProtection", true));
        var prePaid = await StoppedInstance(("InstanceChargeType", "PrePaid"));

        (await Us.Try("DeleteInstance", ("InstanceId", isProtected), ("Force", true))).ShouldBe(403, "InvalidOperation.DeletionProtection");
        (await Us.Try("DeleteInstance", ("InstanceId", prePaid))).ShouldBe(403, "ChargeTypeViolation");
        (await Us.Try("DeleteInstance", ("InstanceId", prePaid), ("TerminateSubscription", true))).ShouldBe(200, "OK");
    }

    private async Task<System.Text.Json.Nodes.JsonNode> Look(string id) =>
        (await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("InstanceIds", $"[\"{id}\"]"))).Instances.ShouldHaveSingleItem();
}
