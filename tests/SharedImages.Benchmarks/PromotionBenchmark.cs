using System.Globalization;

namespace SharedImages.Benchmarks;

/// <summary>The table of promotions, so many at once.</summary>
internal static class PromotionBenchmark
{
    private static readonly int[] Sizes = [1, 10, 100, 200, 1_000];

    public static async Task RunAsync(string[] args)
    {
        int[] sizes = args.Length > 0 ? [.. args.Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : Sizes;

        // The first promotions of a process compile what they run.
        var first = await Benchmark.RunAsync(1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The first promotion of the process: {first.Wall.TotalSeconds:F2} s, its code compiled meanwhile."));
        var rows = await TableAsync("Promotions", sizes, Benchmark.RunAsync);
        foreach (var verdict in BenchmarkTable.Verdicts(rows))
        {
            Console.WriteLine(verdict);
        }

        await TableAsync("The same runs and attempts with nothing in them: the SDK and the engine alone", [.. sizes.Where(size => size <= 100)], BareBenchmark.RunAsync);
    }

    private static async Task<IReadOnlyList<Measurement>> TableAsync(string title, int[] sizes, Func<int, Task<Measurement>> measureAsync)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine();
        Console.WriteLine(BenchmarkTable.Header);
        var rows = new List<Measurement>();
        foreach (var size in sizes)
        {
            var measured = await measureAsync(size);
            Console.WriteLine(BenchmarkTable.Row(measured, rows));
            rows.Add(measured);
        }

        Console.WriteLine();
        return rows;
    }
}
