using SharedImages.Ecs.Simulator;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>
/// Replacements that are canceled at random moments, their worker killed at every other: each instance has its old disk or its new one, runs
/// as it was found, and carries no mark, and nothing was done twice. The ledger tells it.
/// </summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class ReplacementCancelTests
{
    private const int Moments = 10;

    // What comes later than this part of a run may find that it has ended.
    private const double Late = 0.9;

    private static readonly string[] Writes = ["TagResources", "StopInstance", "CreateSnapshot", "ReplaceSystemDisk", "StartInstance", "UntagResources"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task CancelledAtTenMoments_NoneIsLeftStoppedOrDoneTwice(int seed)
    {
        var random = new Random(seed);
        var whole = await WholeAsync();
        for (var i = 0; i < Moments; i++)
        {
            var part = random.NextDouble();
            await using var flow = await Flow.RehearseAsync(new());
            var fleet = Begun(flow);
            flow.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = Writes[random.Next(Writes.Length)], Nth = 1 + random.Next(4) });
            var handle = await fleet.StartAsync();
            await flow.DelayAsync(whole * part);
            if (i % 2 == 1)
            {
                await flow.KillAsync(flow.Worker);
                await flow.StartWorkerAsync();
            }

            await handle.CancelAsync();

            var result = await EndAsync(handle);
            (result.Outcome == OperationOutcome.Canceled || part > Late).ShouldBeTrue($"seed {seed}, {part:0.00} of {whole} is too late");
            AssertSound(flow, fleet, result, $"seed {seed}, after {part:0.00} of {whole}");
        }
    }

    // Two at a time: some are under way, some done and some not begun at most moments.
    private static Fleet Begun(Flow flow) =>
        new Fleet(flow, running: 3, stopped: 1).With("pace", new { maxUnavailable = 2 }).With("test", new { commands = new[] { new { run = "echo active" } } });

    private static async Task<TimeSpan> WholeAsync()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var handle = await Begun(flow).StartAsync();
        (await EndAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
        var run = await handle.DescribeAsync();
        return run.CloseTime!.Value - run.StartTime;
    }

    // One that had ended before is as it ended.
    private static async Task<ReplacementResult> EndAsync(WorkflowHandle handle)
    {
        try
        {
            return await handle.GetResultAsync<ReplacementResult>();
        }
        catch (WorkflowFailedException e)
        {
            e.InnerException.ShouldBeOfType<CanceledFailureException>();
            return await (await handle.DescribeAsync()).Memo[ContractNames.ResultMemo].ToValueAsync<ReplacementResult>();
        }
    }

    private static void AssertSound(Flow flow, Fleet fleet, ReplacementResult result, string when)
    {
        var ledger = flow.Simulator.State.Ledger.Entries;
        var replaced = 0;
        for (var i = 0; i < fleet.Ids.Count; i++)
        {
            var (instance, changes) = (fleet.Instance(i), ledger.Where(entry => entry.Kind == LedgerKind.Instance && entry.ResourceId == fleet.Ids[i] && entry.Effect == LedgerEffect.Changed).ToList());
            var images = changes.Where(entry => entry.What == "image").Select(entry => entry.After).ToList();
            images.ShouldBe(instance.ImageId == fleet.New ? [fleet.New] : [], when);
            replaced += images.Count;
            instance.Status.ShouldBe(fleet.WasRunning(i) ? "Running" : "Stopped", when);
            changes.Count(entry => entry is { What: "status", After: "Stopped" }).ShouldBeLessThanOrEqualTo(fleet.WasRunning(i) ? 1 : 0, when);
            instance.Tags.Keys.ShouldBe(["replaceable"], when);
        }

        fleet.Effects("ReplaceSystemDisk", LedgerEffect.Made, LedgerKind.Disk).ShouldBe(replaced, when);
        var snapshots = ledger.Where(entry => entry is { Kind: LedgerKind.Snapshot, Effect: LedgerEffect.Made, Action: "CreateSnapshot" }).ToList();
        var disks = snapshots.Select(made => flow.Simulator.State.Requests.Single(request => request.RequestId == made.RequestId).Parameters["DiskId"]).ToList();
        disks.ShouldBeUnique(when);
        disks.Count.ShouldBeGreaterThanOrEqualTo(replaced, when);
        result.Ends.GetValueOrDefault(InstanceEnd.Replaced).ShouldBe(replaced, when);
        result.Ends.Values.Sum().ShouldBe(result.Ends.Count == 0 ? 0 : fleet.Ids.Count, when);
    }
}
