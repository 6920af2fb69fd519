using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>
/// Golden images that people delete, change, share, withdraw and decide about at random between two refreshes, beside pipelines and new versions.
/// A refresh sets right what it may, and a second one right after it has nothing to do.
/// </summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class RefreshWorldsTests(ITestOutputHelper output)
{
    private const int Seeds = 200;
    private const int AtOnce = 4;

    [Fact]
    public async Task ASecondRefreshRightAfterTheFirst_HasNothingToDo()
    {
        var tally = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(StringComparer.Ordinal);

        await Parallel.ForEachAsync(
            Enumerable.Range(1, Seeds),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (seed, _) =>
            {
                try
                {
                    await using var world = await World.StartAsync(seed);
                    foreach (var what in await world.RunAsync())
                    {
                        tally.AddOrUpdate(what, 1, (_, before) => before + 1);
                    }
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
                }
            });

        output.WriteLine(string.Join(", ", tally.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}")));
        tally.Keys.ShouldBe([.. World.Changes, "new version", "pipeline", "lost answer", .. Enum.GetNames<RegionState>().Except([nameof(RegionState.Unknown), nameof(RegionState.Skipped), nameof(RegionState.Building)])], ignoreOrder: true);
    }

    private sealed class World : IAsyncDisposable
    {
        public static readonly string[] Changes = ["nothing", "deleted", "changed", "unfinished", "taken back by hand", "taken back on purpose", "retiring", "recalled", "withdrawn"];
        private static readonly string[] Regions = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "ap-southeast-1", "eu-central-1", "us-east-1"];

        private readonly Flow flow;
        private readonly Random random;
        private readonly RefreshBuilder spec;
        private readonly List<string> done = [];

        private World(Flow flow, Random random)
        {
            this.flow = flow;
            this.random = random;
            spec = flow.Refresh([.. Regions.OrderBy(_ => random.Next()).Take(1 + random.Next(3))]).With("drift", Chance(2) ? "repair" : "report");
        }

        public static async Task<World> StartAsync(int seed) => new(await Flow.RehearseAsync(new()), new Random(seed));

        /// <summary>Returns what happened.</summary>
        public async Task<IReadOnlyList<string>> RunAsync()
        {
            if (!Chance(5))
            {
                foreach (var region in (await RefreshAsync()).Regions)
                {
                    await ChangeAsync(region.Region, region.ImageId!);
                }
            }

            var version = RefreshBuilder.Version;
            var source = SimulatorWorld.EncryptedImageId;
            if (Chance(5))
            {
                (version, source) = ("2026.12.08", Publish("web-base-2026.12.08"));
                done.Add("new version");
            }

            if (Chance(4))
            {
                flow.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Probability = 0.1, Times = 3 });
                done.Add("lost answer");
            }

            // A promotion parks at an image that somebody has taken out of service: that is an operator's matter.
            var pipeline = Chance(4) && !done.Intersect(["retiring", "recalled", "withdrawn"]).Any() ? flow.StartJsonAsync(spec.PromotionId(version), spec.Promotion(version, source), again: true) : null;
            var first = await RefreshAsync();
            if (pipeline is not null)
            {
                done.Add("pipeline");
                await (await pipeline).GetResultAsync<PromotionResult>();
            }

            done.AddRange(first.Regions.Select(region => region.Found == RegionState.Building ? RegionState.Missing : region.Found).Select(found => found.ToString()));
            flow.Simulator.Faults.Clear();
            var before = flow.Simulator.State.Ledger.Entries.Count;
            var second = await RefreshAsync();

            first.Outcome.ShouldBe(OperationOutcome.Completed, first.Summary);
            first.Version.ShouldBe(version);
            (second.Outcome, second.Promotion).ShouldBe((OperationOutcome.Completed, null), $"{first.Summary} {second.Summary}");
            second.Regions.ShouldAllBe(region => region.Repaired.Count == 0);
            second.Regions.ShouldAllBe(region => region.Found == RegionState.Current || region.State == ItemState.Skipped || (region.Found == RegionState.Drifted && spec.ToSpec().Drift == DriftPolicy.Report));
            flow.Simulator.State.Ledger.Entries.Count.ShouldBe(before, $"{first.Summary} {second.Summary}");
            flow.OurImages().GroupBy(image => (image.Region, image.Name)).ShouldAllBe(images => images.Count() == 1);
            return done;
        }

        public ValueTask DisposeAsync() => flow.DisposeAsync();

        private bool Chance(int oneIn) => random.Next(oneIn) == 0;

        private async Task<RefreshResult> RefreshAsync()
        {
            var handle = await flow.StartAsync(spec);
            return await handle.GetResultAsync<RefreshResult>();
        }

        private async Task ChangeAsync(string region, string image)
        {
            // Beside a missing image, a withdrawn one parks the promotion: that is an operator's matter.
            var change = Changes[random.Next(spec.ToSpec().Targets.Count == 1 ? Changes.Length : Changes.Length - 1)];
            done.Add(change);
            switch (change)
            {
                case "deleted":
                    await flow.DeleteAsync(region, image);
                    break;
                case "changed":
                    await flow.DriftAsync(region, image);
                    break;
                case "unfinished":
                    await flow.ByHandAsync(ecs => ecs.UntagResourcesAsync(new() { RegionId = region, ResourceType = "image", ResourceIds = [image], TagKeys = [Lineage.Done] }));
                    break;
                case "taken back by hand":
                    flow.Simulator.State.UnshareImage(image, SimulatorWorld.ConsumerAccount);
                    break;
                case "taken back on purpose":
                    await (await flow.StartAsync(flow.Sharing().OfImages((region, image)).Remove(SimulatorWorld.ConsumerAccount).With("confirmed", true))).GetResultAsync<SharingResult>();
                    break;
                case "withdrawn":
                    flow.Simulator.State.UnshareImage(image, SimulatorWorld.ConsumerAccount);
                    flow.Simulator.State.DeprecateImage(image);
                    break;
                case "retiring" or "recalled":
                    await flow.ByHandAsync(ecs => ecs.TagResourcesAsync(new(region, "image", [image], [new(Lineage.Mark, change)])));
                    break;
            }
        }

        private string Publish(string name) => flow.Simulator.State.AddImage(SimulatorWorld.PublisherAccount, new()
        {
            Region = Flow.Home,
            Name = name,
            CreationTime = flow.Now,
            Disks = [new(40, flow.Simulator.State.Keys(SimulatorWorld.PublisherAccount)[0].Id)],
            SharedWith = [SimulatorWorld.OurAccount],
        });
    }
}
