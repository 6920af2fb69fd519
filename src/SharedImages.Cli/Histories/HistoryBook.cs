using Temporalio.Api.History.V1;

namespace SharedImages.Cli;

/// <summary>The entries of one run's history, as many as may be kept: the first one and the newest.</summary>
/// <param name="isPart">See <see cref="HistoryReader"/>.</param>
/// <param name="most">More are counted and forgotten.</param>
internal sealed class HistoryBook(bool isPart, int most)
{
    private readonly HistoryReader reader = new(isPart);
    private readonly Queue<HistoryEntry> newest = [];
    private HistoryEntry? first;

    /// <summary>How many are forgotten.</summary>
    public int LeftOut { get; private set; }

    public IEnumerable<HistoryEntry> Entries => first is null ? [] : newest.Prepend(first);

    /// <summary>The runs that it started as parts of itself.</summary>
    public List<(string WorkflowId, string RunId)> Parts { get; } = [];

    public void Add(HistoryEvent e)
    {
        if (e.ChildWorkflowExecutionStartedEventAttributes?.WorkflowExecution is { } part)
        {
            Parts.Add((part.WorkflowId, part.RunId));
        }

        foreach (var entry in reader.Read(e))
        {
            Add(entry);
        }
    }

    private void Add(HistoryEntry entry)
    {
        if (first is null)
        {
            first = entry;
            return;
        }

        newest.Enqueue(entry);
        if (newest.Count >= most)
        {
            newest.Dequeue();
            LeftOut++;
        }
    }
}
