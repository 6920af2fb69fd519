using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What happened in a run and its parts, the oldest first.</summary>
internal sealed record OperationHistory
{
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    public string Kind { get; } = nameof(OperationHistory);

    public required RunFacts Run { get; init; }

    public required IReadOnlyList<HistoryEntry> Entries { get; init; }

    /// <summary>How many entries are left out, because there are too many.</summary>
    public int LeftOut { get; init; }

    /// <summary>Of how many parts only begin and end are told: there are too many, or Temporal does not keep them any more.</summary>
    public int PartsNotRead { get; init; }

    /// <param name="run">The run.</param>
    /// <param name="books">Its own and its parts'.</param>
    /// <param name="notRead">See <see cref="PartsNotRead"/>.</param>
    public static OperationHistory Of(RunFacts run, IReadOnlyList<HistoryBook> books, int notRead) => new()
    {
        Run = run,
        // A stable order: what one run did in one moment stays in its order.
        Entries = [.. books.SelectMany(book => book.Entries).OrderBy(entry => entry.Time)],
        LeftOut = books.Sum(book => book.LeftOut),
        PartsNotRead = notRead,
    };

    /// <summary>For people.</summary>
    public IEnumerable<string> Lines() =>
    [
        $"{Run.WorkflowId}, what happened (times are UTC):",
        .. Entries.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}  {entry.Text}")),
        .. LeftOut == 0 ? [] : (string[])[string.Create(CultureInfo.InvariantCulture, $"{LeftOut} entries are left out; the Web UI has all of them.")],
        .. PartsNotRead == 0 ? [] : (string[])[string.Create(CultureInfo.InvariantCulture, $"Of {PartsNotRead} parts only begin and end are told.")],
        "",
        .. Run.Lines(),
    ];
}
