using Google.Protobuf.Collections;
using Temporalio.Api.History.V1;
using Temporalio.Common;

namespace SharedImages.Flows.Tests;

/// <summary>A <see cref="Year"/> of a weekly refresh on rehearsals.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class YearTests
{
    // Versions are promoted, two on one day, channels move and old versions go; all of the year takes minutes when one task is handed out at a time.
    private const int Quarter = 13;

    [Fact]
    public async Task EachWeek_EverythingIsAsTheRulesSay()
    {
        await using var flow = await Flow.RehearseAsync(Year.Options);

        await new Year(flow).PlayAsync();
    }

    [Fact]
    public async Task OneSeed_GivesOneHistory()
    {
        var years = await Task.WhenAll(HistoriesAsync(7), HistoriesAsync(7));

        years[1].Keys.ShouldBe(years[0].Keys);
        years[0].Keys.Where(run => !years[1][run].SequenceEqual(years[0][run])).ShouldBeEmpty();
    }

    /// <summary>What happened in each run of a quarter, the newest first.</summary>
    private static async Task<OrderedDictionary<string, IReadOnlyCollection<HistoryEvent>>> HistoriesAsync(long seed)
    {
        await using var flow = await Flow.RehearseAsync(Year.Options with { Seed = seed });
        await new Year(flow).PlayAsync(Quarter);
        var histories = new OrderedDictionary<string, IReadOnlyCollection<HistoryEvent>>(StringComparer.Ordinal);
        await foreach (var run in flow.Client.ListWorkflowsAsync(""))
        {
            var history = await flow.Client.GetWorkflowHandle(run.Id, run.RunId).FetchHistoryAsync();
            SortFlags(history);
            histories[$"{run.Id} {run.RunId}"] = history.Events;
        }

        return histories;
    }

    // A set, which the SDK's core writes in another order each time.
    private static void SortFlags(WorkflowHistory history)
    {
        foreach (var flags in history.Events.Select(e => e.WorkflowTaskCompletedEventAttributes?.SdkMetadata?.CoreUsedFlags).OfType<RepeatedField<uint>>())
        {
            var sorted = flags.Order().ToList();
            flags.Clear();
            flags.AddRange(sorted);
        }
    }
}
