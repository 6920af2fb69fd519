using Google.Protobuf.Collections;
using Temporalio.Api.History.V1;
using Temporalio.Client;

namespace SharedImages.Rehearsal.Tests;

/// <summary>One seed, one history, to the last id: whichever worker polls first, and whoever dies.</summary>
public sealed class OneHistoryTests
{
    private const int Times = 200;

    [Fact]
    public async Task TheSameSeed_AgainAndAgain_KillsIncluded()
    {
        var first = await PlayAsync(seed: 7);

        await Parallel.ForEachAsync(Enumerable.Range(1, Times - 1), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) =>
            Differences.Between(first, await PlayAsync(seed: 7)).ShouldBeEmpty());
    }

    /// <summary>The second and third differ from the first by all bits, and by the upper half of them.</summary>
    [Fact]
    public async Task OtherSeeds_GiveOtherHistories()
    {
        var plays = new List<IReadOnlyList<string>>();
        foreach (var seed in new[] { 0L, -1L, 1L << 32 })
        {
            plays.Add(await PlayAsync(seed));
        }

        plays.Select(play => string.Join('\n', play)).ShouldBeUnique();
        plays.SelectMany(play => play.Where(line => line.StartsWith("run ", StringComparison.Ordinal))).ShouldBeUnique();
    }

    private static async Task<IReadOnlyList<string>> PlayAsync(long seed)
    {
        await using var env = await RehearsalEnvironment.StartAsync(new() { Seed = seed });
        await using var workers = new MortalWorkers(env);
        await workers.AddAsync();
        await workers.AddAsync();
        var client = env.Client;
        var handle = await client.StartWorkflowAsync((CrowdedWorkflow wf) => wf.RunAsync(), new("crowded", MortalWorkers.Queue));
        (await handle.GetResultAsync()).ShouldBe("1 2 3, Hello, child!");
        workers.IsOneDead.ShouldBeTrue();
        return await HistoriesAsync(client);
    }

    private static async Task<IReadOnlyList<string>> HistoriesAsync(ITemporalClient client)
    {
        var lines = new List<string>();
        var runs = new List<WorkflowExecution>();
        await foreach (var run in client.ListWorkflowsAsync(""))
        {
            runs.Add(run);
        }

        foreach (var run in runs.OrderBy(run => run.Id, StringComparer.Ordinal))
        {
            lines.Add($"run {run.RunId} of {run.Id}");
            lines.AddRange((await client.GetWorkflowHandle(run.Id, run.RunId).FetchHistoryAsync()).Events.Select(Text));
        }

        return lines;
    }

    // The SDK's core hands on its list of flags in an order of its own, another each time.
    private static string Text(HistoryEvent e)
    {
        if (e.WorkflowTaskCompletedEventAttributes?.SdkMetadata is { } metadata)
        {
            Sort(metadata.CoreUsedFlags);
            Sort(metadata.LangUsedFlags);
        }

        return e.ToString();
    }

    private static void Sort(RepeatedField<uint> flags)
    {
        var sorted = flags.Order().ToList();
        flags.Clear();
        flags.AddRange(sorted);
    }
}
