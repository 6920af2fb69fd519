using System.Globalization;
using SharedImages.Workflows;
using Temporalio.Client;

namespace SharedImages.Cli;

/// <summary>Runs of operations, by what their search attributes say: no run is asked itself. Those in which something waits for a decision come first, then the newest.</summary>
internal sealed record OperationList
{
    /// <summary>More are not listed at once.</summary>
    public const int Page = 100;

    /// <summary>What the server gives at once when all are wanted.</summary>
    private const int LargePage = 1000;

    private static readonly string[] Header = ["ID", "PHASE", "DONE", "PARKED", "STARTED", "BY"];

    /// <summary>Columns that a narrow terminal does without, the first one first.</summary>
    private static readonly string[] Expendable = ["BY", "STARTED", "DONE"];

    public string ApiVersion { get; } = ContractNames.ApiVersion;

    public string Kind { get; } = nameof(OperationList);

    public required IReadOnlyList<ListedRun> Runs { get; init; }

    /// <summary>Whether there are more than these.</summary>
    public required bool More { get; init; }

    /// <param name="client">Connected.</param>
    /// <param name="query">Which runs.</param>
    /// <param name="all">Whether all of them, or the first page.</param>
    /// <param name="ui">Null = not known.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<OperationList> ReadAsync(ITemporalClient client, RunQuery query, bool all, WebUi? ui, CancellationToken cancellation)
    {
        // The server sorts by time alone.
        var parked = ReadAsync(client, query with { OnlyParked = true }, all, cancellation);
        var (first, moreParked) = query.OnlyParked ? ([], false) : await ReadAsync(client, query, all, cancellation);
        var (onTop, more) = await parked;
        var known = onTop.Select(run => run.RunId).ToHashSet(StringComparer.Ordinal);
        var runs = onTop.Concat(first.Where(run => !known.Contains(run.RunId))).ToList();
        return new()
        {
            Runs = [.. (all ? runs : runs.Take(Page)).Select(run => ListedRun.Of(run, ui))],
            More = more || moreParked || (!all && runs.Count > Page),
        };
    }

    private static async Task<(IReadOnlyList<WorkflowExecution> Runs, bool More)> ReadAsync(ITemporalClient client, RunQuery query, bool all, CancellationToken cancellation)
    {
        var runs = new List<WorkflowExecution>();
        await foreach (var page in query.PagesAsync(client, all ? LargePage : Page + 1, cancellation))
        {
            runs.AddRange(page);
            if (!all && runs.Count > Page)
            {
                return (runs, true);
            }
        }

        return (runs, false);
    }

    /// <summary>For people.</summary>
    /// <param name="now">Ages are told, which are shorter than times.</param>
    /// <param name="width">Columns of the terminal; null = no matter.</param>
    /// <param name="parkedOnly">Whether only those were asked for in which something waits.</param>
    public IEnumerable<string> Lines(DateTimeOffset now, int? width = null, bool parkedOnly = false)
    {
        if (Runs.Count == 0)
        {
            return [parkedOnly ? "Nothing waits for a decision." : "There is none."];
        }

        var table = TextTable.Lines(Header, [.. Runs.Select(run => run.Cells(now))], width, Expendable);
        return More ? [.. table, string.Create(CultureInfo.InvariantCulture, $"And more: these are the first {Runs.Count}; --all lists all of them.")] : table;
    }
}
