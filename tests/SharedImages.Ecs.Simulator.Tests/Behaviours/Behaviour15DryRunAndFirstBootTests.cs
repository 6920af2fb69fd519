using System.Text;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Dry runs pass as errors, commands run when the agent has started, and lists come in pages (facts §12.15).</summary>
public sealed class Behaviour15DryRunAndFirstBootTests : SimulatorTest
{
    private const string PageNumbers = "PageSize";
    private const string Tokens = "MaxResults";

    [Fact]
    public async Task A_dry_run_that_passes_is_an_error_with_a_code_of_its_own_and_does_nothing()
    {
        var (running, stopped, own) = (await RunningInstance(), await StoppedInstance(), await OwnImage());
        (string Name, object Value) dryRun = ("DryRun", true);

        (await CopyPlain("copy", dryRun)).ShouldBe(400, "DryRunOperation");
        (await Launch(own, dryRun)).ShouldBe(400, "DryRunOperation");
        (await Us.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", own), dryRun)).ShouldBe(400, "DryRunOperation");
        (await Us.Try("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", own), ("AddAccount.1", SimulatorWorld.ConsumerAccount), dryRun)).ShouldBe(400, "DryRunOperation");
        (await Us.Try("CreateImage", ("RegionId", Hangzhou), ("InstanceId", stopped), dryRun)).ShouldBe(400, "DryRunOperation");
        (await Us.Try("DescribeImages", ("RegionId", Hangzhou), dryRun)).ShouldBe(400, "DryRunOperation");
        (await Us.Try("StopInstance", ("InstanceId", running), dryRun)).ShouldBe(400, "DryRunOperation");
        (await Us.Try("StopInstances", ("RegionId", Hangzhou), ("InstanceId.1", running), dryRun)).ShouldBe(400, "DRYRUN.SUCCESS");
        (await Us.Try("DeleteInstances", ("RegionId", Hangzhou), ("InstanceId.1", stopped), dryRun)).ShouldBe(400, "DRYRUN.SUCCESS");

        State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem().SharedWith.ShouldBeEmpty();
        State.Instances().Select(instance => instance.Status).ShouldBe(["Running", "Stopped"]);
    }

    [Fact]
    public async Task A_dry_run_that_does_not_pass_says_why_and_so_does_a_batch()
    {
        var running = await RunningInstance();

        (await CopyOwn(SimulatorWorld.PlainImageId, Shanghai, "there", ("DryRun", true))).ShouldBe(403, "OperationDenied.SameRegionOnly");
        (await Launch(SimulatorWorld.PlainImageId, ("Amount", 101), ("DryRun", true))).ShouldBe(403, "DryRun.InvalidAmount");
        (await Us.Try("StartInstances", ("RegionId", Hangzhou), ("InstanceId.1", running), ("DryRun", true))).ShouldBe(403, "IncorrectInstanceStatus");
        (await Us.Try("StartInstances", ("RegionId", Hangzhou), ("InstanceId.1", running), ("BatchOptimization", "SuccessFirst"), ("DryRun", true))).ShouldBe(400, "DRYRUN.SUCCESS");
    }

    [Fact]
    public async Task The_agent_answers_some_time_after_the_instance_runs_and_before_that_no_command_does()
    {
        var id = await RunningInstance();
        (await Agent(id)).ShouldBe("false");
        var early = await Run(id, "echo ok");

        Time.Advance(TimeSpan.FromSeconds(15));

        (await Agent(id)).ShouldBe("true");
        (await Result(early)).ShouldBe(("Aborted", "ClientNotRunning", ""));
    }

    [Theory]
    [InlineData("echo ok", null, "Success", "", "ok\n")]
    [InlineData("echo no\nexit 3", null, "Failed", "ExitCodeNonzero", "no\n")]
    [InlineData("echo ok", FaultKind.HangCommand, "Timeout", "ExecutionTimeout", "")]
    public async Task A_command_is_Pending_then_Running_and_ends_with_its_output_in_base64(string content, FaultKind? fault, string status, string errorCode, string output)
    {
        var id = await RunningInstance();
        Time.Advance(TimeSpan.FromSeconds(15));
        _ = fault is { } kind ? Simulator.Faults.Add(new Fault { Kind = kind }) : null;

        var invokeId = await Run(id, content, ("Timeout", 20));

        (await Result(invokeId)).Status.ShouldBe("Pending");
        Time.Advance(TimeSpan.FromSeconds(1));
        (await Result(invokeId)).Status.ShouldBe("Running");
        Time.Advance(TimeSpan.FromSeconds(20));
        (await Result(invokeId)).ShouldBe((status, errorCode, output));
    }

    [Theory]
    [InlineData("DescribeImages", 100)]
    [InlineData("DescribeImageSharePermission", 100)]
    [InlineData("DescribeInstanceStatus", 50)]
    [InlineData("DescribeTasks", 100)]
    public async Task Pages_by_number_hold_ten_unless_said_otherwise_and_so_many_at_most(string action, int most)
    {
        var own = await OwnImage();

        (await Page(action, own)).Body["PageSize"]!.GetValue<int>().ShouldBe(10);
        (await Page(action, own, (PageNumbers, most))).Body["PageSize"]!.GetValue<int>().ShouldBe(most);
        (await TryPage(action, own, (PageNumbers, most + 1))).ShouldBe(400, "InvalidParameter");
    }

    [Theory]
    [InlineData("DescribeInstances", "Instances", "Instance", 1, 10)]
    [InlineData("DescribeInstances", "Instances", "Instance", 50, 50)]
    [InlineData("DescribeInstances", "Instances", "Instance", 1000, 100)]
    [InlineData("DescribeDisks", "Disks", "Disk", 1, 10)]
    [InlineData("DescribeDisks", "Disks", "Disk", 1000, 103)]
    [InlineData("DescribeSnapshots", "Snapshots", "Snapshot", 1, 10)]
    [InlineData("DescribeSnapshots", "Snapshots", "Snapshot", 1000, 100)]
    [InlineData("DescribeCloudAssistantStatus", "InstanceCloudAssistantStatusSet", "InstanceCloudAssistantStatus", 1, 1)]
    [InlineData("DescribeCloudAssistantStatus", "InstanceCloudAssistantStatusSet", "InstanceCloudAssistantStatus", 1000, 50)]
    public async Task Pages_by_token_are_cut_to_their_limits_and_go_on_until_the_token_is_empty(string action, string wrapper, string item, int asked, int first)
    {
        var ids = (await Launch(SimulatorWorld.PlainImageId, ("Amount", 100))).InstanceIds.Concat((await Launch(SimulatorWorld.PlainImageId, ("Amount", 3))).InstanceIds).ToList();
        Time.Advance(TimeSpan.FromMinutes(1));
        foreach (var id in action == "DescribeSnapshots" ? ids : [])
        {
            await Us.Call("CreateSnapshot", ("DiskId", State.Instance(id).Disks[0].DiskId));
        }

        var (page, found) = (await Page(action, imageId: "", (Tokens, asked)), new List<string>());
        page.List(wrapper, item).Count.ShouldBe(first);
        while (true)
        {
            found.AddRange(page.List(wrapper, item).Select(node => node.ToJsonString()));
            if (page.Text("NextToken").Length == 0)
            {
                break;
            }

            page = await Page(action, imageId: "", (Tokens, asked), ("NextToken", page.Text("NextToken")));
        }

        found.Distinct().Count().ShouldBe(103);
        found.Count.ShouldBe(103);
    }

    private async Task<Reply> Page(string action, string imageId, params (string Name, object Value)[] more)
    {
        var reply = await TryPage(action, imageId, more);
        reply.ShouldBe(200, "OK");
        return reply;
    }

    private Task<Reply> TryPage(string action, string imageId, params (string Name, object Value)[] more) => Us.Try(action, [("RegionId", Hangzhou), ("ImageId", imageId), .. more]);

    private async Task<string> Agent(string id) =>
        (await Us.Call("DescribeCloudAssistantStatus", ("RegionId", Hangzhou), ("InstanceId.1", id))).List("InstanceCloudAssistantStatusSet", "InstanceCloudAssistantStatus").ShouldHaveSingleItem()["CloudAssistantStatus"]!.GetValue<string>();

    private async Task<string> Run(string id, string content, params (string Name, object Value)[] more) =>
        (await Us.Call("RunCommand", [("RegionId", Hangzhou), ("Type", "RunShellScript"), ("CommandContent", content), ("InstanceId.1", id), .. more])).Text("InvokeId");

    private async Task<(string Status, string ErrorCode, string Output)> Result(string invokeId)
    {
        var invocation = (await Us.Call("DescribeInvocationResults", ("RegionId", Hangzhou), ("InvokeId", invokeId))).Body["Invocation"]!;
        var result = invocation["InvocationResults"]!["InvocationResult"]!.AsArray().ShouldHaveSingleItem()!;
        return (result["InvocationStatus"]!.GetValue<string>(), result["ErrorCode"]!.GetValue<string>(), Encoding.UTF8.GetString(Convert.FromBase64String(result["Output"]!.GetValue<string>())));
    }

    /// <summary>The alternative: dry runs of batches pass as successes (facts §11).</summary>
    public sealed class BatchesPassAsSuccess : RuleTest
    {
        private protected override WorldRules Rules => new() { BatchDryRunIsOk = true };

        [Fact]
        public async Task The_code_is_the_same_and_nothing_is_done()
        {
            var id = await RunningInstance();

            (await Us.Try("StopInstances", ("RegionId", Hangzhou), ("InstanceId.1", id), ("DryRun", true))).ShouldBe(200, "DRYRUN.SUCCESS");
            (await Us.Try("DeleteInstances", ("RegionId", Hangzhou), ("InstanceId.1", id), ("DryRun", true), ("Force", true))).ShouldBe(200, "DRYRUN.SUCCESS");
            (await Us.Try("StopInstance", ("InstanceId", id), ("DryRun", true))).ShouldBe(400, "DryRunOperation");

            State.Instance(id).Status.ShouldBe("Running");
        }
    }
}
