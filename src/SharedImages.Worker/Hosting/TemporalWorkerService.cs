using Microsoft.Extensions.Hosting;
using SharedImages.Ecs;
using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Worker;

/// <summary>Polls until the host stops, as soon as the account is known; then lets running activities end.</summary>
internal sealed class TemporalWorkerService(ITemporalClient client, TemporalWorkerOptions options, AccountFinder account, Action<CallerIdentity> announce) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        announce(await account.FindAsync(stoppingToken));
        using var worker = new TemporalWorker(client, options);
        await worker.ExecuteAsync(stoppingToken);
    }
}
