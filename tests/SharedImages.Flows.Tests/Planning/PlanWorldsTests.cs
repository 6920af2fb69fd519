namespace SharedImages.Flows.Tests;

/// <summary>Random specs in random worlds: what a plan says is what a run does, by the ledger of the ECS that it ran on.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class PlanWorldsTests(ITestOutputHelper output)
{
    private const int AtOnce = 4;

    [Fact]
    public Task WithoutFaults_TheRunDoesWhatThePlanSaid() => ForAsync(200, async world =>
    {
        var plan = await world.PlanAsync();
        var before = world.Entries;

        await world.RunAsync(plan);

        world.ShouldHaveDone(plan, before);
        return plan.Refusals.Count > 0 ? ["refused"] : [.. plan.Items.Select(item => item.Route.ToString()).DefaultIfEmpty("nothing")];
    });

    [Fact]
    public Task WithFaults_TheRunDoesNothingElse() => ForAsync(40, async world =>
    {
        var plan = await world.PlanAsync();
        var before = world.Entries;
        world.Fault();

        await world.RunAsync(plan);

        world.ShouldHaveDoneNothingElse(plan, before);
        return ["faults"];
    });

    [Fact]
    public Task WithAChangeInBetween_TheRunRefusesAndNamesIt() => ForAsync(50, async world =>
    {
        var plan = await world.PlanAsync();
        if (plan.Refusals.Count > 0 || await world.ChangeAsync(plan) is not { } change)
        {
            return ["no change"];
        }

        var before = world.Entries;

        var result = await world.RunAsync(plan);

        result.ShouldNotBeNull().Outcome.ShouldBe(OperationOutcome.Refused, $"{change.What}: {result.Summary}");
        result.Refusals.ShouldContain(refusal => refusal.Rule == "plan-changed" && refusal.Message.Contains(change.Names, StringComparison.Ordinal), $"{change.What} {change.Names}: {result.Summary}");
        world.Entries.ShouldBe(before, change.What);
        return [change.What];
    });

    private async Task ForAsync(int seeds, Func<PlanWorld, Task<IReadOnlyList<string>>> play)
    {
        var tally = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            Enumerable.Range(1, seeds),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (seed, _) =>
            {
                try
                {
                    await using var world = await PlanWorld.FillAsync(await Flow.RehearseAsync(PlanWorld.Options()), seed);
                    foreach (var what in await play(world))
                    {
                        tally.AddOrUpdate($"{world.Kind} {what}", 1, (_, before) => before + 1);
                    }
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
                }
            });

        output.WriteLine(string.Join(", ", tally.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}")));
    }
}
