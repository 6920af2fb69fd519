using System.Text.Json.Nodes;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>A seed decides everything: once more, and it is the same; another, and another order is tried.</summary>
public sealed class SeedTests
{
    [Fact]
    public async Task TheSameSeed_GivesTheSameHistories()
    {
        var (first, second) = (await HistoriesAsync(1), await HistoriesAsync(1));

        second.Count.ShouldBe(first.Count);
        foreach (var (one, other) in first.Zip(second))
        {
            var same = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
            $"{same}: {Part(other, same)}".ShouldBe($"{same}: {Part(one, same)}");
        }
    }

    [Fact]
    public async Task TwentySeeds_EachEndsAsAsked()
    {
        var different = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 1; seed <= 20; seed++)
        {
            different.Add((await HistoriesAsync(seed))[0]);
        }

        different.Count.ShouldBeGreaterThan(1, "all seeds gave one order");
    }

    // The SDK's core hands maps and its list of flags on in an order of its own, another each time.
    private static JsonNode Ordered(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, entry.Value is { } value ? Ordered(value) : null))),
        JsonArray list when list.All(item => item is JsonValue value && value.TryGetValue<int>(out _)) => new JsonArray([.. list.OrderBy(item => item!.GetValue<int>()).Select(item => item!.DeepClone())]),
        JsonArray list => new JsonArray([.. list.Select(item => item is { } value ? Ordered(value) : null)]),
        _ => node.DeepClone(),
    };

    // Where they part, with what leads there.
    private static string Part(string history, int at) => history.Length <= at ? "" : history[Math.Max(0, at - 400)..Math.Min(history.Length, at + 200)];

    private static async Task<IReadOnlyList<string>> HistoriesAsync(long seed)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var world = SimulatorWorld.Default();
        var trust = new TrustOptions { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount] };
        await using var site = await RehearsalSite.StartAsync(world, world.Account(SimulatorWorld.OurAccount), trust, new() { Seed = seed });
        var lost = site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage", Region = "us-east-1" });
        var promotion = await RehearsedOperation.StartAsync(site, DevSpec.Read(), cancellation);

        (await promotion.Run.Handle.GetResultAsync<PromotionResult>()).Outcome.ShouldBe(OperationOutcome.Completed);

        lost.Hits.ShouldBe(1);
        site.ImagesMade.ShouldBe(6);
        var histories = new List<string>();
        await foreach (var run in site.Client.ListWorkflowsAsync(""))
        {
            // The simulator listens on whichever port is free, and the failure of the lost answer names it.
            var history = (await site.Client.GetWorkflowHandle(run.Id, run.RunId).FetchHistoryAsync()).ToJson().Replace(site.Simulator.Endpoint.Authority, "simulator", StringComparison.Ordinal);
            histories.Add(Ordered(JsonNode.Parse(history)!).ToJsonString());
        }

        return [.. histories.OrderBy(history => history.Contains("\"PromoteImage\"", StringComparison.Ordinal) ? 0 : 1).ThenBy(history => history, StringComparer.Ordinal)];
    }
}
