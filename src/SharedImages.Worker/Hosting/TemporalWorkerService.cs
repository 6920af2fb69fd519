using Microsoft.Extensions.Hosting;
using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Worker;

/// <summary>Polls until the host stops; then lets running activities end.</summary>
internal sealed class TemporalWorkerService(ITemporalClient client, TemporalWorkerOptions options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var worker = new TemporalWorker(client, options);
        await worker.ExecuteAsync(stoppingToken);
    }
}
