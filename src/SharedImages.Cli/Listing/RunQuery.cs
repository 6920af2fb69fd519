using System.Globalization;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.Cli;

/// <summary>Which runs are meant, in the words of Temporal's list filters.</summary>
internal sealed record RunQuery
{
    private const string Running = $"ExecutionStatus = '{nameof(WorkflowExecutionStatus.Running)}'";

    // What an operation starts as a part of itself is not listed, though it may be of a type that is started by itself, too. A refresh has
    // a parent when a schedule started it, and that parent is no operation.
    private static readonly string NoChildren = $"(ParentWorkflowId IS NULL OR WorkflowType = '{OperationKinds.Refresh.WorkflowType}')";

    /// <summary>Null = all kinds.</summary>
    public OperationKind? Kind { get; init; }

    /// <summary>Exactly; null = any.</summary>
    public string? Name { get; init; }

    /// <summary>Started then or later; null = whenever.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only those that run.</summary>
    public bool OnlyOpen { get; init; }

    /// <summary>Only those in which something waits for a decision.</summary>
    public bool OnlyParked { get; init; }

    /// <summary>What else must hold, as somebody typed it; null = nothing.</summary>
    public string? Condition { get; init; }

    public string Text => string.Join(" AND ", (string[])
    [
        $"WorkflowType IN ({string.Join(", ", (Kind is { } only ? [only] : OperationKinds.All).Select(kind => $"'{kind.WorkflowType}'"))})",
        NoChildren,
        .. OnlyOpen || OnlyParked ? [Running] : (string[])[],
        .. OnlyParked ? [$"{ContractNames.ParkedAttribute.Name} = true"] : (string[])[],
        .. Name is null ? [] : (string[])[$"{ContractNames.NameAttribute.Name} = '{Name}'"],
        .. Since is { } since ? [$"StartTime >= '{since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)}'"] : (string[])[],
        .. Condition is null ? [] : (string[])[$"({Condition})"],
    ]);

    /// <summary>The runs, the newest first, a page after the other.</summary>
    /// <param name="client">Connected.</param>
    /// <param name="pageSize">The server gives no more than 1,000 at once.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<IReadOnlyCollection<WorkflowExecution>> PagesAsync(ITemporalClient client, int pageSize, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        byte[]? next = null;
        do
        {
            var page = await client.ListWorkflowsPaginatedAsync(Text, next, new() { PageSize = pageSize, Rpc = OperationRun.Call(cancellation) });
            // Whoever types a condition may close its parenthesis and ask for anything.
            yield return [.. page.Workflows.Where(run => OperationKinds.All.Any(kind => kind.WorkflowType == run.WorkflowType))];
            next = page.NextPageToken;
        }
        while (next is { Length: > 0 });
    }
}
