using SharedImages.Ecs.Simulator;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>
/// Of two images, each taken back from one account and shared with another: the worker dies at each write, or at any call after which the run is
/// canceled. All shares are as asked, or as before, and by the ledger none was given or taken twice.
/// </summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class SharingCrashTests
{
    private const string Write = "ModifyImageSharePermission";
    private const string Consumer = SimulatorWorld.ConsumerAccount;
    private const string Second = SimulatorWorld.SecondConsumerAccount;
    private const int Moments = 10;

    [Theory]
    [InlineData(1, FaultKind.HoldRequest)]
    [InlineData(1, FaultKind.HoldAnswer)]
    [InlineData(2, FaultKind.HoldRequest)]
    [InlineData(2, FaultKind.HoldAnswer)]
    [InlineData(3, FaultKind.HoldRequest)]
    [InlineData(3, FaultKind.HoldAnswer)]
    [InlineData(4, FaultKind.HoldRequest)]
    [InlineData(4, FaultKind.HoldAnswer)]
    public async Task WorkerKilledAtAWrite_AnotherGoesOn(int nth, FaultKind hold)
    {
        await using var flow = await StartAsync();
        var held = flow.Simulator.Faults.Add(new() { Kind = hold, Action = Write, Nth = nth });
        var handle = await BeginAsync(flow);
        await flow.UntilHeldAsync(held);

        await ReplaceWorkerAsync(flow);
        held.Release();

        (await handle.GetResultAsync<SharingResult>()).Outcome.ShouldBe(OperationOutcome.Completed);
        AssertShares(flow, Second, undone: false, $"call {nth}");
    }

    [Theory]
    [InlineData(1, FaultKind.HoldRequest)]
    [InlineData(1, FaultKind.HoldAnswer)]
    [InlineData(2, FaultKind.HoldRequest)]
    [InlineData(2, FaultKind.HoldAnswer)]
    [InlineData(3, FaultKind.HoldRequest)]
    [InlineData(3, FaultKind.HoldAnswer)]
    [InlineData(4, FaultKind.HoldRequest)]
    [InlineData(4, FaultKind.HoldAnswer)]
    public async Task WorkerKilledAtAWriteOfTheUndo_AllIsAsBefore(int nth, FaultKind hold)
    {
        await using var flow = await StartAsync();
        var last = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = Write, Nth = 4 });
        var handle = await BeginAsync(flow);
        await flow.UntilHeldAsync(last);
        var held = flow.Simulator.Faults.Add(new() { Kind = hold, Action = Write, Nth = nth });
        await handle.CancelAsync();
        last.Release();
        await flow.UntilHeldAsync(held);

        await ReplaceWorkerAsync(flow);
        held.Release();

        await AssertCanceledAsync(handle, $"call {nth}");
        AssertShares(flow, Consumer, undone: true, $"call {nth}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task CancelledAtTenCalls_SharesAreAsBefore(int seed)
    {
        var random = new Random(seed);
        var calls = await CallsAsync();
        for (var moment = 0; moment < Moments; moment++)
        {
            var (nth, hold) = (1 + random.Next(calls), random.Next(2) == 0 ? FaultKind.HoldRequest : FaultKind.HoldAnswer);
            var when = $"seed {seed}, {hold} of call {nth}";
            await using var flow = await StartAsync();
            var held = flow.Simulator.Faults.Add(new() { Kind = hold, Nth = nth });
            flow.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = Write, Nth = 1 + random.Next(8) });
            var handle = await BeginAsync(flow);
            await flow.UntilHeldAsync(held);
            await handle.CancelAsync();
            if (moment % 2 == 1)
            {
                await ReplaceWorkerAsync(flow);
            }

            held.Release();

            await AssertCanceledAsync(handle, when);
            AssertShares(flow, Consumer, undone: true, when);
        }
    }

    private static Task<Flow> StartAsync() =>
        Flow.RehearseAsync(new() { Trust = new() { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [Consumer, Second] } });

    private static Task<WorkflowHandle> BeginAsync(Flow flow)
    {
        var images = Enumerable.Range(1, 2)
            .Select(i => flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Flow.Home, Name = $"own-{i}", SharedWith = [Consumer] }))
            .Select(id => (Flow.Home, id));
        return flow.StartAsync(flow.Sharing().OfImages([.. images]).Add(Second).Remove(Consumer).With("confirmed", true));
    }

    private static async Task<int> CallsAsync()
    {
        await using var flow = await StartAsync();
        (await (await BeginAsync(flow)).GetResultAsync<SharingResult>()).Outcome.ShouldBe(OperationOutcome.Completed);
        return flow.Simulator.State.Requests.Count;
    }

    private static async Task ReplaceWorkerAsync(Flow flow)
    {
        await flow.KillAsync(flow.Worker);
        await flow.StartWorkerAsync();
    }

    private static async Task AssertCanceledAsync(WorkflowHandle handle, string when)
    {
        (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync(), when)).InnerException.ShouldBeOfType<CanceledFailureException>();
        (await (await handle.DescribeAsync()).Memo[ContractNames.ResultMemo].ToValueAsync<SharingResult>()).Left.ShouldBeEmpty(when);
    }

    private static void AssertShares(Flow flow, string account, bool undone, string when)
    {
        var images = flow.OurImages();
        images.Count.ShouldBe(2);
        images.ShouldAllBe(image => image.SharedWith.SequenceEqual(new[] { account }, StringComparer.Ordinal), when);
        var effects = flow.Simulator.State.Ledger.Entries.Where(entry => entry.Effect is LedgerEffect.Shared or LedgerEffect.Unshared && entry.RequestId is not null).ToList();
        effects.Select(entry => (entry.ResourceId, entry.What, entry.Effect)).ShouldBeUnique(when);
        if (!undone)
        {
            effects.Count.ShouldBe(4, when);
        }
    }
}
