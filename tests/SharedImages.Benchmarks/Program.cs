using System.Globalization;
using SharedImages.Benchmarks;

int[] sizes = args.Length > 0 ? [.. args.Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : [1, 10, 100, 200, 1_000];

// The first promotions of a process compile what they run.
var first = await Benchmark.RunAsync(1);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The first promotion of the process: {first.Wall.TotalSeconds:F2} s, its code compiled meanwhile."));
Console.WriteLine();
Console.WriteLine(BenchmarkTable.Header);
var rows = new List<Measurement>();
foreach (var size in sizes)
{
    var measured = await Benchmark.RunAsync(size);
    Console.WriteLine(BenchmarkTable.Row(measured, rows));
    rows.Add(measured);
}

Console.WriteLine();
foreach (var verdict in BenchmarkTable.Verdicts(rows))
{
    Console.WriteLine(verdict);
}
