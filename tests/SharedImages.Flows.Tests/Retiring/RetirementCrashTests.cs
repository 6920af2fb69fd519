using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>A retirement of two images whose worker dies at each write: before ECS has it, and after. All goes as without that, or comes back as it was.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class RetirementCrashTests
{
    // Tags: two marks, then a note on the snapshots of each.
    private static readonly (string Action, int Times)[] Writes =
        [("TagResources", 4), ("ModifyImageSharePermission", 1), ("ModifyImageAttribute", 2), ("DeleteImage", 2), ("DeleteSnapshot", 2)];

    public static TheoryData<string, int, FaultKind> Moments =>
    [
        .. from write in Writes
           from nth in Enumerable.Range(1, write.Times)
           from hold in (FaultKind[])[FaultKind.HoldRequest, FaultKind.HoldAnswer]
           select (write.Action, nth, hold),
    ];

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task WorkerKilledAtAWrite_AnotherGoesOn(string action, int nth, FaultKind hold)
    {
        await using var flow = await StartAsync();
        var held = flow.Simulator.Faults.Add(new() { Kind = hold, Action = action, Nth = nth });
        var handle = await BeginAsync(flow);
        await flow.UntilHeldAsync(held);

        await flow.KillAsync(flow.Worker);
        await flow.StartWorkerAsync();
        held.Release();
        var result = await handle.GetResultAsync<RetirementResult>();

        result.Images.ShouldAllBe(image => image.State == ItemState.Done && image.RemovedSnapshots.Count == 1);
        result.Images.SelectMany(image => image.TakenFrom).ShouldBe([SimulatorWorld.ConsumerAccount]);
        flow.OurImages().ShouldBeEmpty();
        flow.OurSnapshots().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ModifyImageAttribute", 1)]
    [InlineData("ModifyImageAttribute", 2)]
    [InlineData("ModifyImageSharePermission", 1)]
    [InlineData("UntagResources", 1)]
    [InlineData("UntagResources", 2)]
    public async Task WorkerKilledAtAWriteOfTheUndo_AllIsAsBefore(string action, int nth)
    {
        await using var flow = await StartAsync();
        var handle = await BeginAsync(flow);
        await flow.DelayAsync(TimeSpan.FromMinutes(90));
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = action, Nth = nth });
        await handle.CancelAsync();
        await flow.UntilHeldAsync(held);

        await flow.KillAsync(flow.Worker);
        await flow.StartWorkerAsync();
        held.Release();

        (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync())).InnerException.ShouldBeOfType<CanceledFailureException>();
        flow.OurImages().Count.ShouldBe(2);
        flow.OurImages().ShouldAllBe(image => image.Status == ImageStatus.Available && !image.Tags.ContainsKey(Lineage.Mark));
        flow.OurImages("cn-shanghai").Single().SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
    }

    /// <summary>An intake, and a copy that is shared on.</summary>
    private static async Task<Flow> StartAsync()
    {
        var flow = await Flow.RehearseAsync(new());
        await Flow.ResultAsync<PromotionResult>(await flow.StartAsync(flow.Spec("cn-shanghai")), Histories.ReplayUncomparedAsync);
        return flow;
    }

    private static Task<WorkflowHandle> BeginAsync(Flow flow)
    {
        var spec = new RetirementSpec(SpecBuilder.Name, flow.Spec("cn-shanghai").Version, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1), Delete: true);
        return flow.StartJsonAsync(OperationKinds.Retirement.WorkflowId(spec.Name, spec.Version), spec, again: true);
    }
}
