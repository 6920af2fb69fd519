using SharedImages.Ecs.Simulator;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>What is compared with Temporal's time goes by Temporal's time: a worker's clock may be wrong.</summary>
public sealed class ClockTests(FlowServer server)
{
    private const string Target = "cn-shanghai";

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task CancelWithTheClockOff_WaitsForWhatIsNotVisibleYetAndRemovesIt(int minutesAhead)
    {
        await using var flow = await Flow.StartAsync(server, new()
        {
            Worker = new() { ClockAhead = TimeSpan.FromMinutes(minutesAhead) },
            Waiting = new FlowOptions().Waiting with { VisibilityGrace = TimeSpan.FromSeconds(12) },
        });
        // Within the grace, but for long enough that it is canceled before, nobody can see the copy.
        var lag = flow.Simulator.Faults.Add(new() { Kind = FaultKind.VisibilityLag, Action = "CopyImage", Region = Target, Duration = TimeSpan.FromSeconds(8 * new FlowOptions().Speed) });
        var handle = await flow.StartAsync(flow.Spec(Target));
        await flow.UntilWaitingAsync(handle, Target);
        lag.Hits.ShouldBe(1);

        await handle.CancelAsync();
        await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync<PromotionResult>());

        await Histories.ReplayAsync(handle);
        var report = await (await handle.DescribeAsync()).Memo[ContractNames.ResultMemo].ToValueAsync<PromotionResult>();
        report.Undo!.Left.ShouldBeEmpty();
        report.Undo.RemovedImages.Count.ShouldBe(2);
        flow.OurImages().ShouldBeEmpty();
        flow.OurSnapshots().ShouldBeEmpty();
    }
}
