using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Cli;

/// <summary>A worker with a connection of its own, so that it can be killed.</summary>
internal sealed class RehearsedWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public RehearsedWorker(string identity, ITemporalClient client, TemporalWorkerOptions options)
    {
        Identity = identity;
        running = RunAsync(new(client, options));
    }

    /// <summary>Of its client.</summary>
    public string Identity { get; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        // However it ends: canceled, or because it has been killed.
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task RunAsync(TemporalWorker worker)
    {
        using (worker)
        {
            await worker.ExecuteAsync(stop.Token);
        }
    }
}
