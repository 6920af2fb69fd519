using SharedImages.Ecs.Simulator;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>What a schedule starts, started by hand.</summary>
public sealed class ScheduledRefreshTests(FlowServer server)
{
    private static readonly string[] Targets = [Flow.Home, "cn-shanghai"];

    [Fact]
    public async Task ItRunsTheRefreshUnderItsOwnId()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets);
        var handle = await StartAsync(flow, spec);

        var said = await handle.GetResultAsync<string>();
        await Histories.ReplayAsync(handle);

        said.ShouldBe($"{spec.Name} {RefreshBuilder.Version}: 2 missing of 2 regions; 2 made.");
        (await flow.Client.GetWorkflowHandle(spec.WorkflowId).GetResultAsync<RefreshResult>()).Outcome.ShouldBe(OperationOutcome.Completed);
        flow.OurImages().Count.ShouldBe(2);
    }

    [Fact]
    public async Task WhileARefreshRuns_ItSaysSoAndEnds()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets);
        var item = OperationKinds.Refresh.Item;
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeImages", Region = Flow.Home, Code = "Forbidden.RAM", HttpStatus = 403 });
        var manual = await flow.StartAsync(spec);
        await flow.UntilParkedAsync(manual, item);

        var scheduled = await StartAsync(flow, spec);
        var said = await scheduled.GetResultAsync<string>();
        await Histories.ReplayAsync(scheduled);
        await Flow.ResolveAsync(manual, item, ResolveAction.Retry);

        said.ShouldBe($"{spec.WorkflowId} is under way already; nothing was started");
        (await Flow.ResultAsync<RefreshResult>(manual)).Outcome.ShouldBe(OperationOutcome.Completed);
        flow.OurImages().Count.ShouldBe(2);
    }

    [Fact]
    public async Task WithoutASchedule_AFailureIsOnlySaid()
    {
        await using var flow = await Flow.StartAsync(server, new() { Trust = new() { ShareRecipients = [SimulatorWorld.ConsumerAccount] } });
        var handle = await StartAsync(flow, flow.Refresh(Targets));

        var failure = await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync<string>());
        await Histories.ReplayAsync(handle);

        failure.InnerException.ShouldBeOfType<ChildWorkflowFailureException>().InnerException!.Message.ShouldContain("is not on this worker's trust list");
    }

    [Fact]
    public async Task ASpecThatCannotBeRead_EndsAtOnce()
    {
        await using var flow = await Flow.StartAsync(server);
        var handle = await StartAsync(flow, flow.Refresh(Targets).With("drift", 7));

        var result = await Flow.ResultAsync<RefreshResult>(handle);

        result.Errors.ShouldHaveSingleItem().Path.ShouldBe("drift");
    }

    [Fact]
    public async Task Canceled_ItsRefreshIsCanceledToo()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Refresh(Targets);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeImages", Region = Flow.Home, Code = "Forbidden.RAM", HttpStatus = 403 });
        var handle = await StartAsync(flow, spec);
        await flow.UntilStartedAndParkedAsync(spec.WorkflowId, OperationKinds.Refresh.Item);

        await handle.CancelAsync();
        var failure = await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync<string>());
        await Histories.ReplayAsync(handle);

        TemporalException.IsCanceledException(failure.InnerException!).ShouldBeTrue();
        (await Flow.CanceledAsync<RefreshResult>(flow.Client.GetWorkflowHandle(spec.WorkflowId))).Summary.ShouldBe($"{spec.Name}: the refresh was canceled.");
        flow.OurImages().ShouldBeEmpty();
    }

    private static Task<WorkflowHandle> StartAsync(Flow flow, RefreshBuilder spec) => StartAsync(flow, ScheduleNames.RunId(spec.Name), spec.ToJson());

    private static async Task<WorkflowHandle> StartAsync(Flow flow, string workflowId, object spec) =>
        await flow.Client.StartWorkflowAsync(ContractNames.ScheduledRefresh, [spec], new(workflowId, flow.TaskQueue));
}
