using SharedImages.Ecs.Simulator;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>Launches that are canceled at whatever moment, their worker killed at every other: nothing is left, and nothing was launched twice.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class LaunchCancelTests
{
    private const string Region = "cn-shanghai";
    private const string Ours = SimulatorWorld.OurAccount;
    private const int Wanted = 3;

    // Of the environment's time; all is over after about a second.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(40)]
    public async Task CancelledAtTenMoments_NothingIsLeft(int first)
    {
        for (var moment = first; moment < first + 10; moment++)
        {
            await using var flow = await Flow.RehearseAsync(new() { Trust = LaunchBuilder.Allowing(new FlowOptions().Trust) });
            // Two groups, the second in another zone, and answers that are lost now and then.
            flow.Simulator.State.SetStock(LaunchBuilder.Zone(Region, 0), "ecs.g7.large", 1);
            if (moment % 3 == 0)
            {
                flow.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "RunInstances", Nth = 1 + (moment % 2) });
            }

            var image = flow.Simulator.State.AddImage(Ours, new() { Region = Region, Name = "built-here" });
            var handle = await new LaunchBuilder(flow, image, Region).With("test", new { commands = new[] { new { run = "echo active" } } }).StartAsync();
            await flow.DelayAsync(Step * moment);
            if (moment % 2 == 1)
            {
                await flow.KillAsync(flow.Worker);
                await flow.StartWorkerAsync();
            }

            await handle.CancelAsync();

            var canceled = await EndsCanceledAsync(handle);
            (canceled || moment >= 10).ShouldBeTrue($"moment {moment} is too late");
            var left = flow.Simulator.State.Instances(Ours, Region).Count;
            left.ShouldBe(canceled ? 0 : Wanted, $"moment {moment}");
            Made(flow).ShouldBeLessThanOrEqualTo(Wanted, $"moment {moment}");
        }
    }

    // One that had ended before is as it ended.
    private static async Task<bool> EndsCanceledAsync(WorkflowHandle handle)
    {
        try
        {
            await handle.GetResultAsync<LaunchResult>();
            return false;
        }
        catch (WorkflowFailedException e)
        {
            e.InnerException.ShouldBeOfType<CanceledFailureException>();
            return true;
        }
    }

    private static int Made(Flow flow) => flow.Simulator.State.Ledger.Entries
        .Where(entry => entry.Kind == LedgerKind.Instance && entry.Effect == LedgerEffect.Made)
        .Select(entry => entry.ResourceId)
        .Distinct(StringComparer.Ordinal)
        .Count();
}
