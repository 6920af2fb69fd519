namespace SharedImages.Ecs.Simulator.Tests;

public sealed class InvokeCommandTests : SimulatorTest
{
    [Fact]
    public async Task A_command_that_was_kept_can_be_invoked_again_with_other_values()
    {
        var instance = await Ready();
        var command = (await Run(instance, ("KeepCommand", true), ("EnableParameter", true), ("Parameters", """{"code":"0"}"""))).Text("CommandId");

        var again = await Invoke(command, instance, ("Parameters", """{"code":"4"}"""), ("ClientToken", "t"));
        (await Invoke(command, instance, ("Parameters", """{"code":"4"}"""), ("ClientToken", "t"))).Text("InvokeId").ShouldBe(again.Text("InvokeId"));
        Time.Advance(TimeSpan.FromSeconds(6));

        var result = (await Us.Call("DescribeInvocationResults", ("RegionId", Hangzhou), ("InvokeId", again.Text("InvokeId")))).Body["Invocation"]!["InvocationResults"]!["InvocationResult"]![0]!;
        result["ExitCode"]!.GetValue<int>().ShouldBe(4);
        (await Us.Call("DescribeInvocationResults", ("RegionId", Hangzhou), ("CommandId", command))).Body["Invocation"]!["TotalCount"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task The_limits_of_an_invocation()
    {
        var instance = await Ready();
        var kept = (await Run(instance, ("KeepCommand", true))).Text("CommandId");
        var once = (await Run(instance)).Text("CommandId");

        (await Invoke(once, instance)).ShouldBe(404, "InvalidCmdId.NotFound");
        (await Invoke("c-none", instance)).ShouldBe(404, "InvalidCmdId.NotFound");
        (await Us.Try("InvokeCommand", ("RegionId", Hangzhou), ("InstanceId.1", instance))).ShouldBe(400, "MissingParameter");
        (await Us.Try("InvokeCommand", ("RegionId", Hangzhou), ("CommandId", kept))).ShouldBe(400, "MissingParameter");
        (await Us.Try("InvokeCommand", ("RegionId", Shanghai), ("CommandId", kept), ("InstanceId.1", instance))).ShouldBe(404, "InvalidCmdId.NotFound");
        (await Invoke(kept, "i-none")).ShouldBe(404, "InvalidInstance.NotFound");
        (await Invoke(kept, instance, ("Timeout", 9))).ShouldBe(400, "InvalidParameter");
        (await Publisher.Try("InvokeCommand", ("RegionId", Hangzhou), ("CommandId", kept), ("InstanceId.1", instance))).ShouldBe(404, "InvalidCmdId.NotFound");
        (await Invoke(kept, instance)).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task Results_come_in_pages_of_ten_to_fifty_and_are_kept_for_thirty_days()
    {
        await Launch(SimulatorWorld.PlainImageId, ("Amount", 60));
        var ids = State.Instances().Select((instance, i) => ($"InstanceId.{i + 1}", (object)instance.InstanceId));
        await Us.Call("RunCommand", [("RegionId", Hangzhou), ("Type", "RunShellScript"), ("CommandContent", "true"), .. ids]);

        var first = (await Us.Call("DescribeInvocationResults", ("RegionId", Hangzhou), ("MaxResults", 100))).Body["Invocation"]!;
        var second = (await Us.Call("DescribeInvocationResults", ("RegionId", Hangzhou), ("MaxResults", 100), ("NextToken", first["NextToken"]!.GetValue<string>()))).Body["Invocation"]!;

        (Count(first), Count(second), second["NextToken"]!.GetValue<string>()).ShouldBe((50, 10, ""));
        (await Us.Try("DescribeInvocationResults", ("RegionId", Hangzhou), ("PageSize", 51))).ShouldBe(400, "InvalidParameter");
        (await Us.Try("DescribeInvocationResults", ("RegionId", Hangzhou), ("ContentEncoding", "Base32"))).ShouldBe(400, "InvalidParameter");
        (await Us.Try("DescribeInvocationResults")).ShouldBe(400, "MissingParameter");
        Count((await Us.Call("DescribeInvocationResults", ("RegionId", Hangzhou), ("InvokeRecordStatus", "Failed"))).Body["Invocation"]!).ShouldBe(10);
        Count((await Us.Call("DescribeInvocationResults", ("RegionId", Hangzhou), ("InvokeId", "t-none"))).Body["Invocation"]!).ShouldBe(0);
        Time.Advance(TimeSpan.FromDays(31));
        Count((await Us.Call("DescribeInvocationResults", ("RegionId", Hangzhou))).Body["Invocation"]!).ShouldBe(0);
    }

    private static int Count(System.Text.Json.Nodes.JsonNode invocation) => invocation["InvocationResults"]!["InvocationResult"]!.AsArray().Count;

    private async Task<string> Ready()
    {
        var instance = await RunningInstance();
        Time.Advance(TimeSpan.FromSeconds(15));
        return instance;
    }

    private Task<Reply> Run(string instanceId, params (string Name, object Value)[] more) =>
        Us.Try("RunCommand", [("RegionId", Hangzhou), ("Type", "RunShellScript"), ("CommandContent", more.Length > 1 ? "exit {{code}}" : "true"), ("InstanceId.1", instanceId), .. more]);

    private Task<Reply> Invoke(string commandId, string instanceId, params (string Name, object Value)[] more) =>
        Us.Try("InvokeCommand", [("RegionId", Hangzhou), ("CommandId", commandId), ("InstanceId.1", instanceId), .. more]);
}
