using System.Diagnostics;
using System.Globalization;
using SharedImages.Ecs;

namespace SharedImages.Benchmarks;

/// <summary>
/// Our client against <see cref="BareClient"/>, on the same bytes of the same server. They take turns, round by round, so that both have the
/// same neighbours on the machine, and what counts is the median of the rounds' ratios.
/// </summary>
internal static class ClientBenchmark
{
    /// <summary>What our client may not fall below.</summary>
    public const double LeastRatio = 0.8;

    private const int Images = 100;
    private const int Rounds = 21;
    private const int CallsPerRound = 400;

    // The compiler works in the background, and on a busy machine late.
    private const int WarmUpRounds = 8;

    public static async Task RunAsync()
    {
        var bytes = SampleImages.Answer(Images);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"DescribeImages: {Images} images, {bytes.Length:N0} bytes; {Rounds} rounds of {CallsPerRound} calls each, taking turns."));
        Console.WriteLine();
        Console.WriteLine(
            """
            | Callers | Client, calls/s | Bare, calls/s | Client / bare | Client, CPU µs per call | Bare, CPU µs per call | Client, KiB per call | Bare, KiB per call |
            |---:|---:|---:|---:|---:|---:|---:|---:|
            """);
        var ratios = new List<double>();
        foreach (var callers in (int[])[1, 2, 8])
        {
            await using var server = new ConstantServer(bytes);
            ratios.Add(await RowAsync(server.Endpoint, callers));
        }

        Console.WriteLine();
        Console.WriteLine($"- {(ratios.TrueForAll(ratio => ratio >= LeastRatio) ? "holds" : "DOES NOT HOLD")}: our client makes at least {LeastRatio:F1} of the bare client's calls");
    }

    private static async Task<double> RowAsync(Uri endpoint, int callers)
    {
        using var bare = new BareClient(endpoint);
        using var client = new EcsClient(new() { Endpoint = endpoint, CallLimits = null }, new EnvironmentCredentialsProvider(Benchmark.Credential), TimeProvider.System);
        var request = new DescribeImagesRequest { RegionId = "cn-shanghai", Status = ImageStatus.All };
        Func<Task<int>> ours = async () => (await client.DescribeImagesAsync(request)).Count;

        for (var round = 0; round < WarmUpRounds; round++)
        {
            await MeasureAsync(bare.DescribeImagesAsync, callers);
            await MeasureAsync(ours, callers);
        }

        var rounds = new List<(CallCost Client, CallCost Bare)>();
        for (var round = 0; round < Rounds; round++)
        {
            var (first, second) = round % 2 == 0 ? (ours, bare.DescribeImagesAsync) : ((Func<Task<int>>)bare.DescribeImagesAsync, ours);
            var (one, other) = (await MeasureAsync(first, callers), await MeasureAsync(second, callers));
            rounds.Add(round % 2 == 0 ? (one, other) : (other, one));
        }

        var ratio = Median(rounds, round => round.Client.PerSecond / round.Bare.PerSecond);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {callers} | {Median(rounds, round => round.Client.PerSecond):N0} | {Median(rounds, round => round.Bare.PerSecond):N0} | {ratio:F2} | {Median(rounds, round => round.Client.Processor.TotalMicroseconds):F0} | {Median(rounds, round => round.Bare.Processor.TotalMicroseconds):F0} | {Median(rounds, round => round.Client.Bytes) / 1024:F0} | {Median(rounds, round => round.Bare.Bytes) / 1024:F0} |"));
        return ratio;
    }

    private static double Median(List<(CallCost Client, CallCost Bare)> rounds, Func<(CallCost Client, CallCost Bare), double> value) => rounds.Select(value).Order().ElementAt(rounds.Count / 2);

    private static async Task<CallCost> MeasureAsync(Func<Task<int>> call, int callers)
    {
        var left = CallsPerRound;
        var processor = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));
        return new(CallsPerRound / watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor) / CallsPerRound, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)CallsPerRound);

        async Task CallAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                if (await call() != Images)
                {
                    throw new InvalidOperationException("Not all images were read.");
                }
            }
        }
    }
}
