using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Rehearsal;
using Temporalio.Worker;

namespace SharedImages.Benchmarks;

/// <summary>A rehearsal, a simulated ECS on its clock, and one worker with production's options.</summary>
internal sealed class BenchmarkSite : IAsyncDisposable
{
    private readonly EcsClient ecs;
    private readonly TemporalWorker worker;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    private BenchmarkSite(RehearsalEnvironment environment, EcsSimulator simulator)
    {
        Environment = environment;
        Simulator = simulator;
        ecs = new(new() { Endpoint = simulator.Endpoint, CallLimits = null }, new EnvironmentCredentialsProvider(Benchmark.Credential), environment.Time);
        worker = Benchmark.CreateWorker(environment, ecs);
        running = worker.ExecuteAsync(stop.Token);
    }

    public RehearsalEnvironment Environment { get; }

    public EcsSimulator Simulator { get; }

    public DateTimeOffset Now => Environment.Time.GetUtcNow();

    public static async Task<BenchmarkSite> StartAsync(SimulatorWorld world)
    {
        var environment = await Benchmark.StartEnvironmentAsync();
        return new(environment, await EcsSimulator.StartAsync(new() { World = world, Time = environment.Time, WallClock = environment.Time }));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        worker.Dispose();
        ecs.Dispose();
        await Simulator.DisposeAsync();
        await Environment.DisposeAsync();
        stop.Dispose();
    }
}
