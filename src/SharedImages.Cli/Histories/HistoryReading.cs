using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Reads the histories of a run and its parts from Temporal. What it keeps is bounded, however long they are.</summary>
/// <param name="run">The run.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class HistoryReading(OperationRun run, CancellationToken cancellation)
{
    private const int MostOfRun = 2_000;
    private const int MostOfPart = 100;
    private const int MostParts = 200;
    private const int AtOnce = 8;

    /// <exception cref="CommandException">There is no such run.</exception>
    public async Task<OperationHistory> ReadAsync()
    {
        var description = await run.DescribeAsync(cancellation);
        var own = await ReadAsync(run.WorkflowId, description.RunId, isPart: false);
        var books = new List<HistoryBook> { own! };
        var (waiting, notRead) = (new Queue<(string WorkflowId, string RunId)>(own!.Parts), 0);
        while (waiting.Count > 0 && books.Count <= MostParts)
        {
            var some = Enumerable.Range(0, Math.Min(AtOnce, waiting.Count)).Select(_ => waiting.Dequeue()).ToList();
            foreach (var book in await Task.WhenAll(some.Select(part => ReadAsync(part.WorkflowId, part.RunId, isPart: true))))
            {
                if (book is null)
                {
                    notRead++;
                    continue;
                }

                books.Add(book);
                book.Parts.ForEach(waiting.Enqueue);
            }
        }

        return OperationHistory.Of(RunFacts.Of(description, run.Ui), books, notRead + waiting.Count);
    }

    // Null = it is no longer kept.
    private async Task<HistoryBook?> ReadAsync(string workflowId, string runId, bool isPart)
    {
        var book = new HistoryBook(isPart, isPart ? MostOfPart : MostOfRun);
        try
        {
            await foreach (var e in run.Client.GetWorkflowHandle(workflowId, runId).FetchHistoryEventsAsync(new() { Rpc = OperationRun.Call(cancellation) }))
            {
                book.Add(e);
            }
        }
        catch (RpcException e) when (isPart && e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }

        return book;
    }
}
