namespace SharedImages.Ecs.Simulator.Tests;

public sealed class InstanceBatchTests : SimulatorTest
{
    [Fact]
    public async Task Each_instance_of_a_batch_says_from_what_to_what_it_goes()
    {
        var ids = await Running(2);

        var stopped = await Us.Call("StopInstances", ("RegionId", Hangzhou), ("InstanceId.1", ids[0]), ("InstanceId.2", ids[1]));
        Time.Advance(TimeSpan.FromSeconds(15));
        var started = await Us.Call("StartInstances", ("RegionId", Hangzhou), ("InstanceId.1", ids[0]), ("InstanceId.2", ids[1]));

        stopped.List("InstanceResponses", "InstanceResponse")[1].ToJsonString().ShouldBe($$"""{"InstanceId":"{{ids[1]}}","PreviousStatus":"Running","CurrentStatus":"Stopping","Code":"200","Message":"success"}""");
        started.List("InstanceResponses", "InstanceResponse")[0].ToJsonString().ShouldBe($$"""{"InstanceId":"{{ids[0]}}","PreviousStatus":"Stopped","CurrentStatus":"Starting","Code":"200","Message":"success"}""");
    }

    [Fact]
    public async Task One_that_cannot_stops_all_together_but_not_those_that_come_first()
    {
        var id = (await Running(1))[0];

        (await Us.Try("StopInstances", ("RegionId", Hangzhou), ("InstanceId.1", id), ("InstanceId.2", "i-none"))).ShouldBe(404, "InvalidInstanceId.NotFound");
        State.Instance(id).Status.ShouldBe("Running");
        var reply = await Us.Call("StopInstances", ("RegionId", Hangzhou), ("InstanceId.1", id), ("InstanceId.2", "i-none"), ("BatchOptimization", "SuccessFirst"));

        var responses = reply.List("InstanceResponses", "InstanceResponse");
        responses.Select(response => response["Code"]!.GetValue<string>()).ShouldBe(["200", "InvalidInstanceId.NotFound"]);
        (responses[1]["PreviousStatus"]!.GetValue<string>(), responses[1]["CurrentStatus"]!.GetValue<string>()).ShouldBe(("", ""));
        State.Instance(id).Status.ShouldBe("Stopping");
    }

    [Fact]
    public async Task A_batch_does_not_start_more_than_there_is_stock_for()
    {
        var ids = await Running(2);
        await Us.Call("StopInstances", ("RegionId", Hangzhou), ("InstanceId.1", ids[0]), ("InstanceId.2", ids[1]), ("StoppedMode", "StopCharging"));
        Time.Advance(TimeSpan.FromSeconds(15));
        State.SetStock("cn-hangzhou-h", "ecs.g7.large", 1);

        (await Us.Try("StartInstances", ("RegionId", Hangzhou), ("InstanceId.1", ids[0]), ("InstanceId.2", ids[1]))).ShouldBe(403, "OperationDenied.NoStock");
        var reply = await Us.Call("StartInstances", ("RegionId", Hangzhou), ("InstanceId.1", ids[0]), ("InstanceId.2", ids[1]), ("BatchOptimization", "SuccessFirst"));

        reply.List("InstanceResponses", "InstanceResponse").Select(response => response["Code"]!.GetValue<string>()).ShouldBe(["200", "OperationDenied.NoStock"]);
    }

    [Fact]
    public async Task Instances_are_deleted_all_or_none_and_once_per_token()
    {
        var ids = await Running(2);

        (await Us.Try("DeleteInstances", ("RegionId", Hangzhou), ("InstanceId.1", ids[0]), ("InstanceId.2", ids[1]))).ShouldBe(403, "IncorrectInstanceStatus");
        (await Us.Try("DeleteInstances", ("RegionId", Hangzhou), ("InstanceId.1", ids[0]), ("InstanceId.2", "i-none"), ("Force", true))).ShouldBe(404, "InvalidInstanceId.NotFound");
        State.Instances().Count.ShouldBe(2);
        for (var time = 0; time < 2; time++)
        {
            (await Us.Try("DeleteInstances", ("RegionId", Hangzhou), ("InstanceId.1", ids[0]), ("InstanceId.2", ids[1]), ("Force", true), ("ClientToken", "t"))).ShouldBe(200, "OK");
        }

        State.Instances().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("StartInstances")]
    [InlineData("StopInstances")]
    [InlineData("DeleteInstances")]
    public async Task The_limits_of_a_batch(string action)
    {
        var id = (await Running(1))[0];

        (await Us.Try(action, ("InstanceId.1", id))).ShouldBe(400, "MissingParameter");
        (await Us.Try(action, ("RegionId", Hangzhou))).ShouldBe(400, "MissingParameter");
        (await Us.Try(action, ("RegionId", "cn-nowhere"), ("InstanceId.1", id))).ShouldBe(404, "InvalidRegionId.NotFound");
        (await Us.Try(action, ("RegionId", Shanghai), ("InstanceId.1", id))).ShouldBe(404, "InvalidInstanceId.NotFound");
        (await Us.Try(action, [("RegionId", Hangzhou), .. Enumerable.Range(1, 101).Select(i => ($"InstanceId.{i}", (object)$"i-{i}"))])).ShouldBe(400, "InvalidParameter");
    }

    [Fact]
    public async Task A_dry_run_passes_with_a_code_of_its_own_and_changes_nothing()
    {
        var id = (await Running(1))[0];

        (await Us.Try("StopInstances", ("RegionId", Hangzhou), ("InstanceId.1", id), ("DryRun", true))).ShouldBe(400, "DRYRUN.SUCCESS");
        (await Us.Try("StartInstances", ("RegionId", Hangzhou), ("InstanceId.1", id), ("DryRun", true))).ShouldBe(403, "IncorrectInstanceStatus");
        (await Us.Try("StartInstances", ("RegionId", Hangzhou), ("InstanceId.1", id), ("DryRun", true), ("BatchOptimization", "SuccessFirst"))).ShouldBe(400, "DRYRUN.SUCCESS");
        (await Us.Try("DeleteInstances", ("RegionId", Hangzhou), ("InstanceId.1", id), ("DryRun", true), ("Force", true))).ShouldBe(400, "DRYRUN.SUCCESS");
        (await Us.Try("StopInstances", ("RegionId", Hangzhou), ("InstanceId.1", id), ("BatchOptimization", "Fast"))).ShouldBe(400, "InvalidParameter");

        State.Instance(id).Status.ShouldBe("Running");
    }

    private async Task<IReadOnlyList<string>> Running(int count)
    {
        var ids = (await Launch(SimulatorWorld.PlainImageId, ("Amount", count))).InstanceIds;
        Time.Advance(TimeSpan.FromSeconds(30));
        return ids;
    }
}
