using SharedImages.Ecs.Simulator;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>Somebody with rights in the namespace starts parts of a replacement with the input that he likes. Nothing is written.</summary>
public sealed class ReplacementForgedCallTests(FlowServer server)
{
    [Fact]
    public async Task PartAlone_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);

        (await FailureAsync(flow, ReplacementNames.ReplaceSystemDisk, PartId(fleet), Part(fleet))).Message
            .ShouldBe("ReplaceSystemDisk is a part of ReplaceSystemDisks and does nothing alone; start that");
        AssertNothingWritten(flow);
    }

    [Fact]
    public async Task WindowAlone_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);
        var window = new ReplaceWindowInput(Part(fleet).Of, 0, 100, 1, [Part(fleet).Disk], [new(fleet.Ids[0], 0, fleet.Old)]);

        (await FailureAsync(flow, ReplacementNames.ReplaceWindow, $"{fleet.WorkflowId}/windows/forged/0", window)).Message
            .ShouldBe("ReplaceWindow is a part of ReplaceSystemDisks and does nothing alone; start that");
        AssertNothingWritten(flow);
    }

    [Theory]
    [InlineData(ReplacementNames.ReplaceSystemDisk, "{}")]
    [InlineData(ReplacementNames.ReplaceSystemDisk, "7")]
    [InlineData(ReplacementNames.ReplaceWindow, "{}")]
    [InlineData(ReplacementNames.ReplaceWindow, "\"x\"")]
    public async Task InputThatCannotBeRead_EndsAtOnce(string type, string input)
    {
        await using var flow = await Flow.StartAsync(server);
        using var json = System.Text.Json.JsonDocument.Parse(input);

        (await FailureAsync(flow, type, $"forged/{flow.TaskQueue}", json.RootElement)).ErrorType.ShouldBe(ContractNames.Refused);
    }

    [Fact]
    public async Task StepsCalledByAForeignWorkflow_AreRefusedEachAndNothingIsWritten()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);
        using var foreign = new ForeignWorker(flow);

        var refusals = await foreign.RunAsync(async () =>
        {
            var handle = await foreign.StartAsync("ForeignReplacer", PartId(fleet), new InstanceRequest(Part(fleet).Of, Fleet.Region, fleet.Ids[0]), flow.Simulator.State.Instance(fleet.Ids[0]).Disks[0].DiskId, Part(fleet).Disk);
            return await handle.GetResultAsync<IReadOnlyList<string>>();
        });

        refusals.Select(refusal => refusal.Split(" was refused: ")[0])
            .ShouldBe(["ClaimInstance", "StopForReplacement", "SnapshotDisk", "ReplaceDisk", "StartReplaced", "MakeFormerDiskImage", "ReleaseInstance"]);
        AssertNothingWritten(flow);
    }

    // With the right to complete activities: the worker's bound is not the survey's to give.
    [Fact]
    public async Task SurveyThatNamesMoreThanTheWorkerAllows_GetsNoneReplaced()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Options.Trust = flow.Options.Trust with { Replacing = FlowOptions.Replaceable with { MaxInstances = 2 } };
        var fleet = new Fleet(flow, running: 3).With("pace", new { maxUnavailable = 3, stopAfter = 9 });
        var hold = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "DescribeInstances" });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(hold);
        var run = await flow.Client.WorkflowService.DescribeWorkflowExecutionAsync(new() { Namespace = flow.Client.Options.Namespace, Execution = new() { WorkflowId = handle.Id } });
        var survey = run.PendingActivities.Single(step => step.ActivityType.Name == "SurveyFleet");

        await flow.Client.GetAsyncActivityHandle(handle.Id, handle.ResultRunId!, survey.ActivityId)
            .CompleteAsync(new FleetSurvey([.. fleet.Ids.Select(id => new ChosenInstance(id, 0, fleet.Old))], [], []));
        hold.Release();

        var result = await Fleet.ResultAsync(handle);
        result.Instances.Count.ShouldBe(3);
        result.Instances.ShouldAllBe(outcome => outcome.End == InstanceEnd.Unchanged && outcome.Error!.Message.Contains("3 instances are selected, and this worker lets one replacement have 2"));
        AssertNothingWritten(flow);
    }

    private static string PartId(Fleet fleet) => ReplacementNames.InstanceWorkflowId(SimulatorWorld.OurAccount, Fleet.Region, fleet.Ids[0]);

    private static ReplaceSystemDiskInput Part(Fleet fleet) => new(
        new("web-roll", "1", "forged", SimulatorWorld.OurAccount, "flow", 7, null, WayBack.Keep), fleet.Ids[0], new(Fleet.Region, fleet.New, false, null));

    private static async Task<ApplicationFailureException> FailureAsync(Flow flow, string type, string id, object input)
    {
        var handle = await flow.Client.StartWorkflowAsync(type, [input], new(id, flow.TaskQueue));
        return (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync())).InnerException.ShouldBeOfType<ApplicationFailureException>();
    }

    private static void AssertNothingWritten(Flow flow) => flow.Simulator.State.Ledger.Entries.ShouldNotContain(entry => entry.Cause == LedgerCause.Call);
}
