using Microsoft.Extensions.Logging.Abstractions;
using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Rehearsal;
using SharedImages.Worker;
using Temporalio.Client;
using Temporalio.Runtime;
using Temporalio.Worker;

namespace SharedImages.Benchmarks;

/// <summary>So many promotions at once: one rehearsal, one simulated ECS on its clock, one worker with production's options.</summary>
internal static class Benchmark
{
    public const string TaskQueue = "benchmark";

    public static async Task<Measurement> RunAsync(int promotions)
    {
        GC.Collect();
        await using var environment = await StartEnvironmentAsync();
        await using var simulator = await EcsSimulator.StartAsync(new() { World = BenchmarkWorld.For(promotions), Time = environment.Time, WallClock = environment.Time });
        using var ecs = new EcsClient(new() { Endpoint = simulator.Endpoint, CallLimits = null }, new EnvironmentCredentialsProvider(Credential), environment.Time);
        using var worker = CreateWorker(environment, ecs);
        return await worker.ExecuteAsync(() => MeasureAsync(environment, promotions));
    }

    public static async Task<RehearsalEnvironment> StartEnvironmentAsync()
    {
        var environment = await RehearsalEnvironment.StartAsync(new()
        {
            DataConverter = ContractJson.DataConverter,
            SearchAttributes = ContractNames.SearchAttributes,
            Runtime = Quiet,
        });
        await RecallRegister.EnsureAsync(environment.Client, TaskQueue);
        return environment;
    }

    /// <summary>A worker with production's options.</summary>
    public static TemporalWorker CreateWorker(RehearsalEnvironment environment, EcsClient ecs) =>
        new(environment.Client, WorkerRegistration.Options(TaskQueue, new WorkerActivities(ecs, () => Trust, new(), environment.Time, "benchmark").All));

    /// <summary>The key of the account whose promotions these are, as its environment has it.</summary>
    public static string? Credential(string variable) => variable switch
    {
        "ALIBABA_CLOUD_ACCESS_KEY_ID" => BenchmarkWorld.Ours.AccessKeys[0].Id,
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET" => BenchmarkWorld.Ours.AccessKeys[0].Secret,
        _ => null,
    };

    // The SDK's core would log between the lines of the table.
    public static TemporalRuntime Quiet { get; } = new(new() { Telemetry = new() { Logging = new() { Forwarding = new(NullLogger.Instance) } } });

    private static TrustOptions Trust { get; } = new() { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount] };

    private static async Task<Measurement> MeasureAsync(RehearsalEnvironment environment, int promotions)
    {
        using var meter = new Meter(environment.Time);
        var patience = TimeSpan.FromSeconds(60 + (2 * promotions));
        try
        {
            await Task.WhenAll(Enumerable.Range(1, promotions).Select(number => PromoteAsync(environment.Client, number))).WaitAsync(patience);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"Of {promotions} promotions some have not ended after {patience.TotalSeconds} s, so nothing is measured: most likely a region is parked, for a quota or a key of the benchmark's world.", e);
        }

        return meter.Read(promotions);
    }

    private static async Task PromoteAsync(ITemporalClient client, int number)
    {
        var handle = await client.StartWorkflowAsync(ContractNames.PromoteImage, [BenchmarkSpec.Of(number)], new(BenchmarkSpec.WorkflowId(number), TaskQueue));
        var result = await handle.GetResultAsync<PromotionResult>();
        if (result.Outcome != OperationOutcome.Completed || result.Regions.Count != BenchmarkWorld.Targets)
        {
            throw new InvalidOperationException($"{handle.Id} ended as {result.Outcome}, so nothing is measured: {result.Summary}");
        }
    }
}
