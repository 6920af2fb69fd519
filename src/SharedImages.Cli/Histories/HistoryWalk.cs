using Temporalio.Api.History.V1;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Goes through the histories of a run and its parts, some of them at once.</summary>
/// <param name="run">The run.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class HistoryWalk(OperationRun run, CancellationToken cancellation)
{
    private const int AtOnce = 8;

    /// <param name="runId">The run's id.</param>
    /// <param name="most">More histories are not read.</param>
    /// <param name="begin">Makes what takes in a history: that of a part, or that of the run itself.</param>
    /// <param name="take">Takes in an event. The histories that are read at once each have their own.</param>
    /// <param name="read">Told what has taken in a whole history, one after the other, a run before its parts; names the parts.</param>
    /// <returns>How many histories are not told: there are too many, or Temporal does not keep them any more.</returns>
    public async Task<int> ReadAsync<T>(string runId, int most, Func<bool, T> begin, Action<T, HistoryEvent> take, Func<T, IReadOnlyList<(string WorkflowId, string RunId)>> read)
        where T : class
    {
        var (waiting, told, gone) = (new Queue<(string WorkflowId, string RunId)>([(run.WorkflowId, runId)]), 0, 0);
        while (waiting.Count > 0 && told < most)
        {
            var some = Enumerable.Range(0, Math.Min(AtOnce, waiting.Count)).Select(_ => waiting.Dequeue()).ToList();
            foreach (var history in await Task.WhenAll(some.Select(part => ReadAsync(part.WorkflowId, part.RunId, begin, take))))
            {
                if (history is null)
                {
                    gone++;
                    continue;
                }

                told++;
                foreach (var part in read(history))
                {
                    waiting.Enqueue(part);
                }
            }
        }

        return gone + waiting.Count;
    }

    // Null = it is no longer kept.
    private async Task<T?> ReadAsync<T>(string workflowId, string runId, Func<bool, T> begin, Action<T, HistoryEvent> take)
        where T : class
    {
        var isPart = workflowId != run.WorkflowId;
        var history = begin(isPart);
        try
        {
            await foreach (var e in run.Client.GetWorkflowHandle(workflowId, runId).FetchHistoryEventsAsync(new() { Rpc = OperationRun.Call(cancellation) }))
            {
                take(history, e);
            }
        }
        catch (RpcException e) when (isPart && e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }

        return history;
    }
}
