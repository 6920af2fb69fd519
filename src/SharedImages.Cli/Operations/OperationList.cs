using SharedImages.Workflows;
using Temporalio.Client;

namespace SharedImages.Cli;

/// <summary>Runs of operations, the newest first, by what their search attributes say: no run is asked itself.</summary>
internal sealed record OperationList
{
    /// <summary>More are not listed.</summary>
    public const int Most = 100;

    private static readonly string[] Header = ["ID", "STATUS", "PHASE", "WAITS SINCE", "IMAGE", "REGIONS", "STARTED", "BY"];

    public string ApiVersion { get; } = ContractNames.ApiVersion;

    public string Kind { get; } = nameof(OperationList);

    public required IReadOnlyList<ListedRun> Runs { get; init; }

    /// <summary>Whether there are more than <see cref="Most"/>.</summary>
    public required bool More { get; init; }

    /// <param name="client">Connected.</param>
    /// <param name="kinds">Of which kinds.</param>
    /// <param name="onlyOpen">Only those that run.</param>
    /// <param name="onlyParked">Only those in which something waits for a decision.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<OperationList> ReadAsync(ITemporalClient client, IReadOnlyList<OperationKind> kinds, bool onlyOpen, bool onlyParked, CancellationToken cancellation)
    {
        string[] conditions =
        [
            $"WorkflowType IN ({string.Join(", ", kinds.Select(kind => $"'{kind.WorkflowType}'"))})",
            .. onlyOpen || onlyParked ? ["ExecutionStatus = 'Running'"] : (string[])[],
            .. onlyParked ? [$"{ContractNames.ParkedAttribute.Name} = true"] : (string[])[],
        ];
        var runs = new List<ListedRun>();
        await foreach (var run in client.ListWorkflowsAsync(string.Join(" AND ", conditions), new() { Limit = Most + 1, Rpc = OperationRun.Call(cancellation) }))
        {
            runs.Add(ListedRun.Of(run));
        }

        return new() { Runs = [.. runs.Take(Most)], More = runs.Count > Most };
    }

    /// <summary>For people.</summary>
    public IEnumerable<string> Lines() => Runs.Count == 0
        ? ["There is none."]
        : [.. TextTable.Lines(Header, [.. Runs.Select(run => run.Cells)]), .. More ? [$"And more: only the newest {Most} are listed."] : (string[])[]];
}
