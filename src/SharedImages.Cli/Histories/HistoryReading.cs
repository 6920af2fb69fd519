namespace SharedImages.Cli;

/// <summary>Reads the histories of a run and its parts from Temporal. What it keeps is bounded, however long they are.</summary>
/// <param name="run">The run.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class HistoryReading(OperationRun run, CancellationToken cancellation)
{
    private const int MostOfRun = 2_000;
    private const int MostOfPart = 100;
    private const int MostParts = 200;

    /// <exception cref="CommandException">There is no such run.</exception>
    public async Task<OperationHistory> ReadAsync()
    {
        var description = await run.DescribeAsync(cancellation);
        var books = new List<HistoryBook>();
        var notRead = await new HistoryWalk(run, cancellation).ReadAsync(
            description.RunId,
            MostParts + 1,
            isPart => new HistoryBook(isPart, isPart ? MostOfPart : MostOfRun),
            (book, e) => book.Add(e),
            book =>
            {
                books.Add(book);
                return book.Parts;
            });
        return OperationHistory.Of(RunFacts.Of(description, run.Ui), books, notRead);
    }
}
