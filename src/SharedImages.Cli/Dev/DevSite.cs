using Serilog.Core;
using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Worker;

namespace SharedImages.Cli;

/// <summary>The simulator and a worker of our account in it.</summary>
internal sealed class DevSite : IAsyncDisposable
{
    private readonly DevServer server;
    private readonly EcsSimulator simulator;
    private readonly Logger log;
    private readonly CancellationTokenSource stop;

    private DevSite(DevServer server, EcsSimulator simulator, double speed, CancellationToken cancellation)
    {
        this.server = server;
        this.simulator = simulator;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        log = WorkerLog.Create(LogFormat.Text, Serilog.Events.LogEventLevel.Information);
        Worker = WorkerHost.RunAsync(
            Settings(simulator, speed), TemporalConnector.LoadOptions(server.Address, "default"), new EnvironmentCredentialsProvider(Credentials), log, stop.Token);
    }

    /// <summary>Ends when the worker does.</summary>
    public Task Worker { get; }

    public static async Task<DevSite> StartAsync(DevServer server, double speed, CancellationToken cancellation)
    {
        var ecs = await EcsSimulator.StartAsync(new() { Port = FreePort.Near(SimulateCommand.DefaultPort), AdminPort = 0, Speed = speed });
        return new(server, ecs, speed, cancellation);
    }

    /// <summary>Says what runs and what to do next.</summary>
    public async Task DescribeAsync(TextWriter text, string? specFile)
    {
        var address = server.Address == TemporalConnector.DefaultAddress.Replace("localhost", "127.0.0.1", StringComparison.Ordinal) ? "" : $" --address {server.Address}";
        var file = specFile ?? "promotion.yaml";
        await text.WriteLineAsync($"Web UI     {server.WebUi}namespaces/default/workflows");
        await text.WriteLineAsync($"Temporal   {server.Address}");
        await text.WriteLineAsync($"ECS        {simulator.Info.Address} (simulated; faults and state at {simulator.Info.AdminAddress})");
        await text.WriteLineAsync();
        if (specFile is not null)
        {
            await File.WriteAllTextAsync(specFile, DevSpec.Text(simulator.Info));
            await text.WriteLineAsync($"Wrote {specFile}: the encrypted image that account {SimulatorWorld.PublisherAccount} shares with us, to six regions.");
        }

        await text.WriteLineAsync(specFile is null ? $"Next, with a spec of your own ({file}; dev --spec {file} writes one):" : "Next, in another terminal:");
        await text.WriteLineAsync($"  sharedimages promote {file}{address}");
        await text.WriteLineAsync($"  sharedimages status {DevSpec.Id}{address}");
        await text.WriteLineAsync("Ctrl-C ends everything.");
        await text.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Worker.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await simulator.DisposeAsync();
        await log.DisposeAsync();
        stop.Dispose();
    }

    private static WorkerSettings Settings(EcsSimulator simulator, double speed)
    {
        var real = new WaitingOptions();
        return new()
        {
            Trust = new() { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount, SimulatorWorld.SecondConsumerAccount] },
            // Looks come as much more often as copies are faster, up to what one machine bears.
            Waiting = real with
            {
                FirstDelay = Scaled(real.FirstDelay / 4, speed),
                ShortestDelay = Scaled(real.ShortestDelay / 5, speed),
                LongestDelay = Scaled(real.LongestDelay / 10, speed),
            },
            Ecs = new() { Endpoint = simulator.Endpoint },
        };
    }

    private static TimeSpan Scaled(TimeSpan real, double speed)
    {
        var scaled = real / speed;
        var least = TimeSpan.FromMilliseconds(100);
        return scaled < least ? least : scaled;
    }

    private static string? Credentials(string variable)
    {
        var key = SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).AccessKeys[0];
        return variable switch
        {
            EnvironmentCredentialsProvider.AccessKeyIdVariable => key.Id,
            EnvironmentCredentialsProvider.AccessKeySecretVariable => key.Secret,
            _ => null,
        };
    }
}
