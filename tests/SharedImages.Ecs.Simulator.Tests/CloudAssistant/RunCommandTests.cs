using System.Text;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class RunCommandTests : SimulatorTest
{
    [Fact]
    public async Task A_command_goes_from_Pending_over_Running_to_Success_with_its_output_in_base64()
    {
        var invokeId = (await Run(await Ready(), "echo \"ok, ready\"\nsystemctl is-active nginx")).Text("InvokeId");

        (await Status(invokeId)).ShouldBe(("Pending", "Running"));
        Time.Advance(TimeSpan.FromSeconds(1));
        (await Status(invokeId)).ShouldBe(("Running", "Running"));
        Time.Advance(TimeSpan.FromSeconds(5));
        (await Status(invokeId)).ShouldBe(("Success", "Finished"));
        var result = await Result(invokeId);
        Encoding.UTF8.GetString(Convert.FromBase64String(result["Output"]!.GetValue<string>())).ShouldBe("ok, ready\n");
        (result["ExitCode"]!.GetValue<int>(), result["ErrorCode"]!.GetValue<string>(), result["Username"]!.GetValue<string>(), result["Repeats"]!.GetValue<int>()).ShouldBe((0, "", "root", 1));
        (result["StartTime"]!.GetValue<string>(), result["FinishedTime"]!.GetValue<string>()).ShouldBe(("2026-11-24T08:00:46Z", "2026-11-24T08:00:51Z"));
        (await Result(invokeId, ("ContentEncoding", "PlainText")))["Output"]!.GetValue<string>().ShouldBe("ok, ready\n");
    }

    [Theory]
    [InlineData("echo no\nexit 3\necho never", 3, "no\n")]
    [InlineData("exit 1", 1, "")]
    public async Task A_command_that_exits_otherwise_than_with_0_has_failed(string content, int exitCode, string output)
    {
        var invokeId = (await Run(await Ready(), content)).Text("InvokeId");
        Time.Advance(TimeSpan.FromSeconds(6));

        (await Status(invokeId)).ShouldBe(("Failed", "Finished"));
        var result = await Result(invokeId, ("ContentEncoding", "PlainText"));
        (result["ExitCode"]!.GetValue<int>(), result["Output"]!.GetValue<string>(), result["ErrorCode"]!.GetValue<string>()).ShouldBe((exitCode, output, "ExitCodeNonzero"));
    }

    [Fact]
    public async Task A_failure_or_a_hang_can_be_scripted()
    {
        var instance = await Ready();
        Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCommand, ExitCode = 7, Message = "broken" });
        var failing = (await Run(instance, "echo ok")).Text("InvokeId");
        Simulator.Faults.Add(new Fault { Kind = FaultKind.HangCommand });
        var hanging = (await Run(instance, "echo ok", ("Timeout", 20))).Text("InvokeId");

        Time.Advance(TimeSpan.FromSeconds(20));
        var failed = await Result(failing, ("ContentEncoding", "PlainText"));
        (failed["ExitCode"]!.GetValue<int>(), failed["Output"]!.GetValue<string>()).ShouldBe((7, "broken"));
        (await Status(hanging)).ShouldBe(("Running", "Running"));
        Time.Advance(TimeSpan.FromSeconds(1));
        (await Status(hanging)).ShouldBe(("Timeout", "Failed"));
        (await Result(hanging))["ErrorCode"]!.GetValue<string>().ShouldBe("ExecutionTimeout");
        (await Result(hanging)).AsObject().ContainsKey("ExitCode").ShouldBeFalse();
    }

    [Fact]
    public async Task An_instance_that_does_not_run_or_has_no_agent_yet_gets_no_command()
    {
        var (ready, fresh, stopped) = (await Ready(), await RunningInstance(), await StoppedInstance());
        await Us.Call("StopInstance", ("InstanceId", fresh));
        Time.Advance(TimeSpan.FromSeconds(15));
        await Us.Call("StartInstance", ("InstanceId", fresh));
        Time.Advance(TimeSpan.FromSeconds(20));

        var invokeId = (await Run(ready, "echo ok", ("InstanceId.2", fresh), ("InstanceId.3", stopped))).Text("InvokeId");
        Time.Advance(TimeSpan.FromSeconds(6));

        var results = (await Results(("InvokeId", invokeId))).ToDictionary(result => result["InstanceId"]!.GetValue<string>());
        results[ready]["InvocationStatus"]!.GetValue<string>().ShouldBe("Success");
        (results[fresh]["InvocationStatus"]!.GetValue<string>(), results[fresh]["ErrorCode"]!.GetValue<string>()).ShouldBe(("Aborted", "ClientNotRunning"));
        (results[stopped]["InvocationStatus"]!.GetValue<string>(), results[stopped]["ErrorCode"]!.GetValue<string>()).ShouldBe(("Aborted", "InstanceNotRunning"));
        results[ready]["InvokeRecordStatus"]!.GetValue<string>().ShouldBe("PartialFailed");
        (await Results(("InvokeId", invokeId), ("InstanceId", fresh))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_ends_when_its_instance_is_stopped_or_goes()
    {
        var (stops, goes) = (await RunningInstance(), await RunningInstance());
        Time.Advance(TimeSpan.FromSeconds(15));
        var invokeId = (await Run(stops, "echo ok", ("InstanceId.2", goes))).Text("InvokeId");
        Time.Advance(TimeSpan.FromSeconds(3));

        await Us.Call("StopInstance", ("InstanceId", stops));
        await Us.Call("DeleteInstance", ("InstanceId", goes), ("Force", true));

        (await Results(("InvokeId", invokeId))).Select(result => (result["InvocationStatus"]!.GetValue<string>(), result["ErrorCode"]!.GetValue<string>(), result["InvokeRecordStatus"]!.GetValue<string>()))
            .ShouldBe([("Error", "ExecutionInterrupted", "Failed"), ("Error", "InstanceReleased", "Failed")]);
    }

    [Fact]
    public async Task Parameters_stand_for_values_and_must_match()
    {
        var instance = await Ready();

        var invokeId = (await Run(instance, "echo {{ name }}", ("EnableParameter", true), ("Parameters", """{"name":"web"}"""))).Text("InvokeId");
        Time.Advance(TimeSpan.FromSeconds(6));

        (await Result(invokeId, ("ContentEncoding", "PlainText")))["Output"]!.GetValue<string>().ShouldBe("web\n");
        (await Run(instance, "echo {{name}}", ("EnableParameter", true))).ShouldBe(403, "Parameter.NotMatched");
        (await Run(instance, "echo {{name}}", ("Parameters", """{"name":"web"}"""))).ShouldBe(403, "Parameter.NotMatched");
        (await Run(instance, "echo", ("Parameters", "name=web"))).ShouldBe(400, "InvalidParameter");
    }

    [Fact]
    public async Task Instances_can_be_chosen_by_tags()
    {
        var chosen = await RunningInstance(("Tag.1.Key", "role"), ("Tag.1.Value", "web"));
        await RunningInstance(("Tag.1.Key", "role"), ("Tag.1.Value", "db"));

        var reply = await Us.Call("RunCommand", ("RegionId", Hangzhou), ("Type", "RunShellScript"), ("CommandContent", "true"), ("ResourceTag.1.Key", "role"), ("ResourceTag.1.Value", "web"));

        (await Results(("InvokeId", reply.Text("InvokeId")))).ShouldHaveSingleItem()["InstanceId"]!.GetValue<string>().ShouldBe(chosen);
        (await Us.Try("RunCommand", ("RegionId", Hangzhou), ("Type", "RunShellScript"), ("CommandContent", "true"), ("ResourceTag.1.Key", "none"))).ShouldBe(404, "InvalidInstance.NotFound");
    }

    [Fact]
    public async Task A_command_on_a_schedule_waits_for_it_and_a_dry_run_does_nothing()
    {
        var instance = await Ready();

        var scheduled = (await Run(instance, "echo ok", ("RepeatMode", "EveryReboot"))).Text("InvokeId");
        var dry = (await Run(instance, "exit 1", ("RepeatMode", "DryRun"))).Text("InvokeId");
        Time.Advance(TimeSpan.FromMinutes(1));

        (await Status(scheduled)).ShouldBe(("Scheduled", "Running"));
        (await Status(dry)).ShouldBe(("Success", "Finished"));
    }

    [Fact]
    public async Task The_same_token_runs_once()
    {
        var instance = await Ready();

        var first = await Run(instance, "echo ok", ("ClientToken", "t"));
        var second = await Run(instance, "echo ok", ("ClientToken", "t"));

        second.Text("InvokeId").ShouldBe(first.Text("InvokeId"));
        (await Results()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("Type", "", 400, "MissingParameter")]
    [InlineData("Type", "RunPythonScript", 403, "InvalidCmdType.NotFound")]
    [InlineData("Type", "RunPowerShellScript", 403, "InvalidInstance.NotMatch")]
    [InlineData("CommandContent", "", 400, "MissingParameter")]
    [InlineData("ContentEncoding", "Base64", 400, "InvalidParameter")]
    [InlineData("ContentEncoding", "Base32", 400, "InvalidParameter")]
    [InlineData("InstanceId.1", "", 400, "MissingParameter")]
    [InlineData("InstanceId.1", "i-none", 404, "InvalidInstance.NotFound")]
    [InlineData("Timeout", "9", 400, "InvalidParameter")]
    [InlineData("RepeatMode", "Period", 403, "MissingParam.Frequency")]
    [InlineData("RepeatMode", "Never", 400, "InvalidParameter")]
    public async Task A_call_that_breaks_a_rule_runs_nothing(string name, string value, int httpStatus, string code)
    {
        var parameters = new Dictionary<string, object> { ["RegionId"] = Hangzhou, ["Type"] = "RunShellScript", ["CommandContent"] = "echo ok, ready", ["InstanceId.1"] = await Ready(), [name] = value };

        (await Us.Try("RunCommand", [.. parameters.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);

        (await Results()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_limits_of_content_name_and_instances()
    {
        var instance = await Ready();

        (await Run(instance, new string('x', 18 * 1024))).ShouldBe(200, "OK");
        (await Run(instance, new string('x', (18 * 1024) + 1))).ShouldBe(403, "CmdContent.ExceedLimit");
        (await Run(instance, Convert.ToBase64String(Encoding.UTF8.GetBytes("exit 2")), ("ContentEncoding", "Base64"))).ShouldBe(200, "OK");
        (await Run(instance, "echo", ("Name", new string('x', 129)))).ShouldBe(403, "CmdName.ExceedLimit");
        (await Run(instance, "echo", [.. Enumerable.Range(2, 100).Select(i => ($"InstanceId.{i}", (object)$"i-{i}"))])).ShouldBe(403, "InstanceIds.ExceedLimit");
    }

    private async Task<string> Ready()
    {
        var instance = await RunningInstance();
        Time.Advance(TimeSpan.FromSeconds(15));
        return instance;
    }

    private Task<Reply> Run(string instanceId, string content, params (string Name, object Value)[] more) =>
        Us.Try("RunCommand", [("RegionId", Hangzhou), ("Type", "RunShellScript"), ("CommandContent", content), ("InstanceId.1", instanceId), .. more]);

    private async Task<IReadOnlyList<JsonNode>> Results(params (string Name, object Value)[] filter) =>
        [.. (await Us.Call("DescribeInvocationResults", [("RegionId", Hangzhou), .. filter])).Body["Invocation"]!["InvocationResults"]!["InvocationResult"]!.AsArray().Select(result => result!)];

    private async Task<JsonNode> Result(string invokeId, params (string Name, object Value)[] more) => (await Results([("InvokeId", invokeId), .. more])).ShouldHaveSingleItem();

    private async Task<(string Status, string Record)> Status(string invokeId)
    {
        var result = await Result(invokeId);
        return (result["InvocationStatus"]!.GetValue<string>(), result["InvokeRecordStatus"]!.GetValue<string>());
    }
}
