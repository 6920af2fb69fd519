using Temporalio.Worker;

namespace SharedImages.EndToEnd;

/// <summary>A worker in this process, with other workflows or activities than the real one.</summary>
internal sealed class WorkerInProcess : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TemporalWorker worker;
    private readonly Task running;

    public WorkerInProcess(Site site, Func<TemporalWorkerOptions, TemporalWorkerOptions> code)
    {
        worker = new(site.Client, code(new(site.TaskQueue)));
        running = worker.ExecuteAsync(stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        worker.Dispose();
        stop.Dispose();
    }
}
