using System.Diagnostics;
using System.Globalization;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Benchmarks;

/// <summary>How many small requests a second our client and the simulator get through together, over sockets, on this machine.</summary>
internal static class SimulatorThroughput
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(8);

    public static async Task RunAsync()
    {
        var world = SimulatorWorld.Default();
        await using var simulator = await EcsSimulator.StartAsync(new() { World = world with { Rules = world.Rules with { CallsPerMinute = int.MaxValue } } });
        var key = world.Account(SimulatorWorld.OurAccount).AccessKeys[0];
        using var ecs = new EcsClient(
            new() { Endpoint = simulator.Endpoint, CallLimits = null },
            new EnvironmentCredentialsProvider(variable => variable switch { "ALIBABA_CLOUD_ACCESS_KEY_ID" => key.Id, "ALIBABA_CLOUD_ACCESS_KEY_SECRET" => key.Secret, _ => null }),
            TimeProvider.System);
        Console.WriteLine();
        Console.WriteLine("| DescribeImages by id, callers at once | Requests/s | CPU, microseconds each | Allocated, KiB each |");
        Console.WriteLine("|---:|---:|---:|---:|");
        foreach (var callers in new[] { 1, 8, 32 })
        {
            await MeasureAsync(ecs, callers, WarmUp);
            var (cpu, memory, watch) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
            var count = await MeasureAsync(ecs, callers, Time);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {callers} | {count / watch.Elapsed.TotalSeconds:N0} | {(Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / count:F0} | {(GC.GetTotalAllocatedBytes() - memory) / 1024.0 / count:F1} |"));
        }
    }

    private static async Task<long> MeasureAsync(EcsClient ecs, int callers, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var count = 0L;
            for (; watch.Elapsed < duration; count++)
            {
                var images = await ecs.DescribeImagesAsync(new() { RegionId = CostWorld.Region, ImageId = SimulatorWorld.PlainImageId, Status = ImageStatus.All });
                if (images.Count != 1)
                {
                    throw new InvalidOperationException("The image is not found, so nothing is measured.");
                }
            }

            return count;
        })));
        return counts.Sum();
    }
}
