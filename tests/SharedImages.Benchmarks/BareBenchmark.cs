using SharedImages.Rehearsal;
using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Benchmarks;

/// <summary>
/// What the SDK and the engine take for as many runs, activities and attempts as <see cref="Benchmark"/> has, with nothing in them:
/// no promotion logic, no ECS. No rehearsal of so many promotions on this SDK is faster than that.
/// </summary>
internal static class BareBenchmark
{
    public static async Task<Measurement> RunAsync(int promotions)
    {
        GC.Collect();
        await using var environment = await RehearsalEnvironment.StartAsync(new() { Runtime = Benchmark.Quiet });
        var options = new TemporalWorkerOptions(Benchmark.TaskQueue)
            .AddWorkflow<BareWorkflow>()
            .AddWorkflow<BareRegionWorkflow>()
            .AddActivity(BareRegionWorkflow.Step);
        using var worker = new TemporalWorker(environment.Client, options);
        return await worker.ExecuteAsync(() => MeasureAsync(environment, promotions));
    }

    private static async Task<Measurement> MeasureAsync(RehearsalEnvironment environment, int promotions)
    {
        using var meter = new Meter(environment.Time);
        await Task.WhenAll(Enumerable.Range(1, promotions).Select(number => environment.Client.ExecuteWorkflowAsync(
            (BareWorkflow workflow) => workflow.RunAsync(), new($"bare-{number}", Benchmark.TaskQueue))));
        return meter.Read(promotions);
    }
}
