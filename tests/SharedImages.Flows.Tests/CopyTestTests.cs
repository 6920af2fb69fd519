using System.Globalization;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>Copies that are tested on an instance of their own before they are shared.</summary>
public sealed class CopyTestTests(FlowServer server)
{
    private const string Region = "cn-shanghai";
    private const string Other = "cn-beijing";
    private const string Ours = SimulatorWorld.OurAccount;

    [Fact]
    public async Task EachTargetsCopy_IsTestedBeforeItIsShared_AndNoInstanceIsLeft()
    {
        await using var flow = await StartAsync();

        var result = await flow.RunAsync(Spec(flow, Region, Other));

        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        foreach (var region in result.Regions)
        {
            region.Tests!.ShouldHaveSingleItem().ShouldSatisfyAllConditions(test => test.Passed.ShouldBeTrue(), test => test.Output.ShouldBe("active\n"));
            flow.Simulator.State.Instances(Ours, region.Region).ShouldBeEmpty();
            var calls = flow.Simulator.State.Requests.Where(request => request.Region == region.Region).Select(request => request.Action).ToList();
            calls.IndexOf("DeleteInstances").ShouldBeInRange(calls.IndexOf("RunCommand"), calls.IndexOf("ModifyImageSharePermission"));
        }

        Made(flow).ShouldBe(2, "the intake, which is no target, is not tested");
        Runs(flow).ShouldAllBe(run => DateTimeOffset.Parse(run.Parameters["AutoReleaseTime"], CultureInfo.InvariantCulture) > run.Time + TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task AFailedTest_ParksWithItsOutput_TheOthersAreShared_AndACopyMadeAnewPasses()
    {
        await using var flow = await StartAsync();
        var fault = Fail(flow);
        var handle = await flow.StartAsync(Spec(flow, Region, Other));

        var parked = (await flow.UntilAsync(handle, progress => progress.WaitsForDecision)).Row(Region);
        parked.Step.ShouldBe("test");
        parked.Error!.Message.ShouldMatch("""^cn-shanghai: "echo active" ended with exit code 3 instead of 0 on i-\S+; it wrote: inactive$""");
        parked.Error.Remedy.ShouldBe("see what is wrong with the image or the command; retry tests the copy once more on a new instance, retryAsNew copies it anew");
        var failed = flow.OurImages(Region).ShouldHaveSingleItem();
        failed.SharedWith.ShouldBeEmpty();
        flow.OurImages(Other).ShouldHaveSingleItem().SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
        flow.Simulator.State.Instances(Ours).ShouldBeEmpty("nothing is billed while somebody decides");

        flow.Simulator.Faults.Remove(fault.Id).ShouldBeTrue();
        await Flow.ResolveAsync(handle, Region, ResolveAction.RetryAsNew);

        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        var copy = flow.OurImages(Region).ShouldHaveSingleItem();
        copy.ImageId.ShouldNotBe(failed.ImageId);
        copy.SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
        flow.Simulator.State.Instances(Ours).ShouldBeEmpty();
    }

    [Fact]
    public async Task RetryOfATest_LaunchesAnotherInstance()
    {
        await using var flow = await StartAsync();
        var fault = Fail(flow);
        var handle = await flow.StartAsync(Spec(flow, Region));
        await flow.UntilParkedAsync(handle, Region);
        flow.Simulator.Faults.Remove(fault.Id).ShouldBeTrue();

        await Flow.ResolveAsync(handle, Region, ResolveAction.Retry);

        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        Made(flow).ShouldBe(2);
        flow.Copies(Region).ShouldHaveSingleItem();
        flow.Simulator.State.Instances(Ours).ShouldBeEmpty();
    }

    [Fact]
    public async Task AfterAFailedShare_ACopyThatHasPassedIsNotTestedAgain()
    {
        await using var flow = await StartAsync();
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ModifyImageSharePermission", Code = "QuotaExceed.ShareImage", HttpStatus = 403 });
        var handle = await flow.StartAsync(Spec(flow, Region));
        (await flow.UntilParkedAsync(handle, Region)).Row(Region).Step.ShouldBe("share");

        await Flow.ResolveAsync(handle, Region, ResolveAction.Retry);

        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Regions[0].Tests!.ShouldHaveSingleItem().Passed.ShouldBeTrue();
        Made(flow).ShouldBe(1);
    }

    [Fact]
    public async Task ATestInstanceThatCannotBeDeleted_IsNamedWhateverCameOfTheTest()
    {
        await using var flow = await StartAsync();
        Fail(flow);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DeleteInstances", Code = "Forbidden.RAM", HttpStatus = 403 });
        var handle = await flow.StartAsync(Spec(flow, Region));

        var error = (await flow.UntilParkedAsync(handle, Region)).Row(Region).Error!;

        error.Message.ShouldMatch("""^cn-shanghai: "echo active" ended with exit code 3 .+; and instance i-\S+ is still there \(.+\)$""");
        await handle.CancelAsync();
        await Should.ThrowAsync<Temporalio.Exceptions.WorkflowFailedException>(() => handle.GetResultAsync());
        NothingIsLeft(flow);
    }

    [Fact]
    public async Task CancelAfterAFailedTest_LeavesNothing()
    {
        await using var flow = await StartAsync();
        Fail(flow);
        var handle = await flow.StartAsync(Spec(flow, Region, Other));
        await flow.UntilAsync(handle, progress => progress.WaitsForDecision);

        var result = await CancelAsync(handle);

        result.Undo!.Left.ShouldBeEmpty();
        NothingIsLeft(flow);
    }

    [Fact]
    public async Task CancelInTheMiddleOfATest_LeavesNothing()
    {
        await using var flow = await StartAsync();
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.HangCommand });
        var handle = await flow.StartAsync(Spec(flow, Region));
        await UntilACommandIsWaitedForAsync(flow);

        var result = await CancelAsync(handle);

        result.Undo!.Left.ShouldBeEmpty();
        Made(flow).ShouldBe(1);
        NothingIsLeft(flow);
    }

    [Fact]
    public async Task TerminatedRegion_ItsTestInstanceIsRemovedByUndo()
    {
        await using var flow = await StartAsync();
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.HangCommand });
        var handle = await flow.StartAsync(Spec(flow, Region).With("onFailure", "undo"));
        await UntilACommandIsWaitedForAsync(flow);

        await flow.Client.GetWorkflowHandle(ContractNames.RegionWorkflowId(handle.Id, Region)).TerminateAsync();

        var result = await Flow.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Failed);
        result.Undo!.RemovedInstances!.ShouldHaveSingleItem().Region.ShouldBe(Region);
        NothingIsLeft(flow);
    }

    [Fact]
    public async Task TerminatedRegionWhoseInstanceIsNotToBeSeenYet_ItIsRemovedByUndoAllTheSame()
    {
        await using var flow = await Flow.RehearseAsync(Options);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.VisibilityLag, Action = "RunInstances", Duration = TimeSpan.FromMinutes(2) });
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "RunInstances" });
        var handle = await flow.StartAsync(Spec(flow, Region).With("onFailure", "undo"));
        await flow.UntilHeldAsync(held);

        await flow.Client.GetWorkflowHandle(ContractNames.RegionWorkflowId(handle.Id, Region)).TerminateAsync();
        held.Release();

        var result = await ResultAsync(handle);
        result.Undo!.RemovedInstances!.ShouldHaveSingleItem().Region.ShouldBe(Region);
        NothingIsLeft(flow);
    }

    [Fact]
    public async Task LaunchOfATestInstanceThatWaitedForHours_IsAskedForAgainWithALaterReleaseTime()
    {
        await using var flow = await Flow.RehearseAsync(Options);
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldRequest, Action = "RunInstances" });
        var handle = await flow.StartAsync(Spec(flow, Region));
        await flow.UntilHeldAsync(held);
        await flow.KillAsync(flow.Worker);
        held.Release();
        await flow.DelayAsync(TimeSpan.FromHours(12));

        await flow.StartWorkerAsync();

        var result = await ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Regions[0].Tests!.ShouldHaveSingleItem().Passed.ShouldBeTrue();
        flow.Simulator.State.Instances(Ours).ShouldBeEmpty();
        Runs(flow).Select(run => run.Parameters["AutoReleaseTime"]).Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
    }

    [Theory]
    [InlineData(FaultKind.HoldRequest, "RunInstances")]
    [InlineData(FaultKind.HoldAnswer, "RunInstances")]
    [InlineData(FaultKind.HoldRequest, "RunCommand")]
    [InlineData(FaultKind.HoldAnswer, "RunCommand")]
    [InlineData(FaultKind.HoldRequest, "DeleteInstances")]
    [InlineData(FaultKind.HoldAnswer, "DeleteInstances")]
    public async Task WorkerKilledAtACall_NothingIsDoneTwice(FaultKind kind, string action)
    {
        await using var flow = await Flow.RehearseAsync(Options);
        var held = flow.Simulator.Faults.Add(new() { Kind = kind, Action = action });
        var handle = await flow.StartAsync(Spec(flow, Region));
        await flow.UntilHeldAsync(held);

        await flow.KillAsync(flow.Worker);
        held.Release();
        await flow.StartWorkerAsync();

        (await handle.GetResultAsync<PromotionResult>()).Outcome.ShouldBe(OperationOutcome.Completed);
        Made(flow).ShouldBe(1);
        flow.Simulator.State.Instances(Ours).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatTheWorkerDoesNotAllow_IsRefusedBeforeAnythingIsCopied()
    {
        await using var flow = await Flow.StartAsync(server, Options with { Trust = new FlowOptions().Trust with { Testing = new() } });

        var result = await flow.RunAsync(Spec(flow, Region));

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Refusals.Select(refusal => refusal.Rule).Distinct(StringComparer.Ordinal).ShouldBe(["launch-count", "launch-instance-type", "launch-network", "test-commands"], ignoreOrder: true);
        flow.Simulator.State.Ledger.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task ARerun_TestsWhatItAdopts()
    {
        await using var flow = await StartAsync();
        var spec = Spec(flow, Region);
        (await flow.RunAsync(spec)).Outcome.ShouldBe(OperationOutcome.Completed);

        var again = await Flow.ResultAsync(await flow.StartAsync(spec, again: true));

        again.Outcome.ShouldBe(OperationOutcome.Completed);
        again.Regions[0].Adopted.ShouldBeTrue();
        again.Regions[0].Tests!.ShouldHaveSingleItem().Passed.ShouldBeTrue();
        Made(flow).ShouldBe(2);
    }

    [Fact]
    public async Task ATypeOnWhichTheImageDoesNotBoot_IsRefused()
    {
        await using var flow = await StartAsync();

        var result = await flow.RunAsync(Spec(flow, Region).With("test", TestOn(["ecs.g8y.large"], Region)));

        result.Refusals.ShouldHaveSingleItem().Message.ShouldMatch("^web-base-.+ in cn-shanghai .+ boots on none of ecs.g8y.large; name types of that architecture and boot mode$");
    }

    private static FlowOptions Options => new() { Trust = LaunchBuilder.Allowing(new FlowOptions().Trust) };

    private Task<Flow> StartAsync() => Flow.StartAsync(server, Options);

    private static SpecBuilder Spec(Flow flow, params string[] regions) => flow.Spec(regions).With("test", TestOn(["ecs.g7.large"], regions));

    private static object TestOn(string[] types, params string[] regions) => new
    {
        on = new
        {
            instanceTypes = types,
            vSwitches = regions.ToDictionary(region => region, LaunchBuilder.VSwitches, StringComparer.Ordinal),
            securityGroups = regions.ToDictionary(region => region, region => new[] { SimulatorWorld.Default().SecurityGroupsOf(region)[0] }, StringComparer.Ordinal),
        },
        commands = new[] { new { run = "echo active", output = "active" } },
    };

    private static ActiveFault Fail(Flow flow) => flow.Simulator.Faults.Add(new() { Kind = FaultKind.FailCommand, Region = Region, Times = 100, ExitCode = 3, Message = "inactive" });

    private static Task UntilACommandIsWaitedForAsync(Flow flow) => flow.EventuallyAsync(
        () => Task.FromResult(flow.Simulator.State.Requests.Any(request => request.Action == "DescribeInvocationResults")), () => "no command is waited for");

    private static async Task<PromotionResult> CancelAsync(Temporalio.Client.WorkflowHandle handle)
    {
        await handle.CancelAsync();
        return await Flow.CanceledAsync<PromotionResult>(handle);
    }

    // Of a run that only a rehearsal can show.
    private static Task<PromotionResult> ResultAsync(Temporalio.Client.WorkflowHandle handle) => Flow.ResultAsync<PromotionResult>(handle, Histories.ReplayUncomparedAsync);

    private static void NothingIsLeft(Flow flow)
    {
        flow.OurImages().ShouldBeEmpty();
        flow.OurSnapshots().ShouldBeEmpty();
        flow.Simulator.State.Instances(Ours).ShouldBeEmpty();
    }

    private static IReadOnlyList<SimulatedRequest> Runs(Flow flow) =>
        [.. flow.Simulator.State.Requests.Where(request => request.Action == "RunInstances" && !request.Parameters.ContainsKey("DryRun"))];

    // By the simulator's own book, those that are gone too.
    private static int Made(Flow flow) => flow.Simulator.State.Ledger.Entries
        .Where(entry => entry is { Kind: LedgerKind.Instance, Action: "RunInstances", Effect: LedgerEffect.Made })
        .Select(entry => entry.ResourceId)
        .Distinct(StringComparer.Ordinal)
        .Count();
}
