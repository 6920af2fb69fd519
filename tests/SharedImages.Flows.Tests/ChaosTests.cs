using SharedImages.Ecs.Simulator;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>
/// Promotions that are canceled, terminated and run again at random moments, on two workers whose clocks are twenty minutes apart and which are
/// killed, while ECS loses answers, throttles, fails copies and shows them late. The ledger tells what came of it.
/// </summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Seeds = 200;
    private const int AtOnce = 4;

    [Fact]
    public async Task RandomCancelsKillsAndReruns_NothingIsLeftDoubledOrTakenFromOthers()
    {
        var tally = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(StringComparer.Ordinal);

        await Parallel.ForEachAsync(
            Enumerable.Range(1, Seeds),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (seed, _) =>
            {
                try
                {
                    await using var chaos = await Chaos.StartAsync(seed);
                    await chaos.RunAsync();
                    chaos.ShouldHaveLeftNothingBehind();
                    foreach (var (what, count) in chaos.Done)
                    {
                        tally.AddOrUpdate(what, count, (_, before) => before + count);
                    }
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
                }
            });

        output.WriteLine(string.Join(", ", tally.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}")));
        tally.Keys.ShouldBe(["kill", "cancel", "terminate", "rerun", "resolve", "Completed", "Canceled", "Terminated", "Failed"], ignoreOrder: true);
    }

    private sealed class Chaos : IAsyncDisposable
    {
        private static readonly string[] Regions = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "ap-southeast-1", "eu-central-1", "us-east-1"];
        private static readonly TimeSpan ClockOff = TimeSpan.FromMinutes(10);

        private readonly Flow flow;
        private readonly Random random;
        private readonly SpecBuilder spec;
        private readonly string bystander;
        private readonly FlowWorker[] workers = new FlowWorker[2];
        private readonly Dictionary<string, WorkflowExecutionStatus> runs = new(StringComparer.Ordinal);

        private Chaos(Flow flow, Random random)
        {
            this.flow = flow;
            this.random = random;
            spec = flow.Spec([.. Regions.OrderBy(_ => random.Next()).Take(2 + random.Next(3))])
                .With("onFailure", random.Next(2) == 0 ? "keep" : "undo")
                .With("intake", new { kmsKeyId = SpecBuilder.KeyIn(Flow.Home), after = random.Next(3) == 0 ? "delete" : "keep" });
            bystander = flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = "cn-shanghai", Name = "not-ours-to-touch" });
        }

        /// <summary>What was done and how runs ended, counted.</summary>
        public Dictionary<string, int> Done { get; } = new(StringComparer.Ordinal);

        public static async Task<Chaos> StartAsync(int seed)
        {
            var flow = await Flow.RehearseAsync(new() { Worker = new() { ClockAhead = ClockOff } });
            var chaos = new Chaos(flow, new Random(seed));
            chaos.workers[0] = flow.Worker;
            chaos.workers[1] = await flow.StartWorkerAsync(new() { ClockAhead = -ClockOff });
            return chaos;
        }

        public async Task RunAsync()
        {
            for (var run = 1 + random.Next(3); run > 0; run--)
            {
                AddFaults();
                var handle = await flow.StartAsync(spec, again: true);
                for (var act = random.Next(4); act > 0; act--)
                {
                    await flow.DelayAsync(TimeSpan.FromMilliseconds(random.Next(1200)));
                    await ActAsync(handle);
                }

                await EndAsync(handle);
                Count(run > 1 ? "rerun" : null);
            }
        }

        public void ShouldHaveLeftNothingBehind()
        {
            var ledger = flow.Simulator.State.Ledger;
            ledger.Duplicates.ShouldBeEmpty();
            ledger.Entries.ShouldNotContain(entry => entry.RequestId != null && (entry.Owner != SimulatorWorld.OurAccount || entry.ResourceId == bystander));
            // A terminated run undoes nothing, and one that failed may keep what it has.
            var mayHave = runs.Where(run => run.Value != WorkflowExecutionStatus.Canceled).Select(run => run.Key).ToHashSet(StringComparer.Ordinal);
            flow.OurImages().Where(image => image.ImageId != bystander).ShouldAllBe(image => mayHave.Contains(image.Tags[Lineage.Run]));
            flow.OurSnapshots().ShouldNotContain(snapshot => !snapshot.BacksImage);
        }

        public ValueTask DisposeAsync() => flow.DisposeAsync();

        private void AddFaults()
        {
            for (var count = random.Next(4); count > 0; count--)
            {
                flow.Simulator.Faults.Add(random.Next(6) switch
                {
                    0 => new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage", Nth = 1 + random.Next(3) },
                    1 => new() { Kind = FaultKind.LoseAnswer, Action = "DeleteImage" },
                    2 => new() { Kind = FaultKind.Throttle, Nth = 1 + random.Next(20), Times = 3 },
                    3 => new() { Kind = FaultKind.FailCopy, Nth = 1 + random.Next(3), Times = 1 + random.Next(3) },
                    4 => new() { Kind = FaultKind.VisibilityLag, Action = "CopyImage", Duration = TimeSpan.FromMinutes(1 + random.Next(3)), Times = 1 + random.Next(3) },
                    _ => new() { Kind = FaultKind.Error, Action = "CopyImage", Nth = 2 + random.Next(3), Code = "OperationDenied.NonCompliantDestinationRegion", HttpStatus = 403 },
                });
            }
        }

        private async Task ActAsync(WorkflowHandle handle)
        {
            var (act, doIt) = random.Next(10) switch
            {
                < 5 => ("kill", KillAsync()),
                < 9 => ("cancel", handle.CancelAsync()),
                _ => ("terminate", handle.TerminateAsync("chaos")),
            };
            try
            {
                await doIt;
                Count(act);
            }
            catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
            {
                // It has ended by itself.
            }
        }

        private async Task KillAsync()
        {
            var victim = random.Next(2);
            await flow.KillAsync(workers[victim]);
            workers[victim] = await flow.StartWorkerAsync(new() { ClockAhead = victim == 0 ? ClockOff : -ClockOff });
        }

        private static async Task<bool> IsRunningAsync(WorkflowHandle handle) => (await handle.DescribeAsync()).Status == WorkflowExecutionStatus.Running;

        private async Task EndAsync(WorkflowHandle handle)
        {
            for (var decisions = 0; ; decisions++)
            {
                decisions.ShouldBeLessThan(100, "it parks for ever");
                OperationProgress? progress = null;
                await flow.EventuallyAsync(
                    async () => !await IsRunningAsync(handle) || (progress = await Flow.ProgressAsync(handle)).WaitsForDecision, () => $"seed's {handle.Id} neither ends nor waits for a decision");
                if (!await IsRunningAsync(handle))
                {
                    break;
                }

                if (progress!.Items.FirstOrDefault(row => row.State == ItemState.Parked) is { } parked)
                {
                    await ResolveAsync(handle, parked);
                }
            }

            var description = await handle.DescribeAsync();
            runs[description.RunId] = description.Status;
            Count(description.Status.ToString());
        }

        private async Task ResolveAsync(WorkflowHandle handle, ItemProgress parked)
        {
            try
            {
                var request = new ResolveRequest(parked.Item, parked.Step!, parked.Actions[random.Next(parked.Actions.Count)]);
                await handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [request]);
                Count("resolve");
            }
            catch (WorkflowUpdateFailedException late) when (late.InnerException is ApplicationFailureException { ErrorType: ContractNames.Refused })
            {
                // A cancellation was faster.
            }
        }

        private void Count(string? what)
        {
            if (what is not null)
            {
                Done[what] = Done.GetValueOrDefault(what) + 1;
            }
        }
    }
}
