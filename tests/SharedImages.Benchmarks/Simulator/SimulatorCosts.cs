using System.Diagnostics;
using System.Globalization;
using SharedImages.Ecs.Simulator.Tests;

namespace SharedImages.Benchmarks;

/// <summary>What a request costs in a small, a larger and a huge world, sockets left out: each round asks all of them in turn, and the fastest round of each counts.</summary>
internal static class SimulatorCosts
{
    private const int Rounds = 100;
    private const int Requests = 15;
    private const double Bound = 1.5;
    private const long MiB = 1024 * 1024;

    private static readonly int[] Sizes = [100, 10_000, 100_000];

    public static async Task RunAsync()
    {
        CostWorld[] worlds = [.. Sizes.Select(size => new CostWorld(size))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Microseconds per request, the fastest of {Rounds} rounds of {Requests}; a tenth as many instances as images."));
        Console.WriteLine();
        Console.WriteLine($"| Images | {string.Join(" | ", Sizes.Select(size => size.ToString("N0", CultureInfo.InvariantCulture)))} | Growth |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        Console.WriteLine($"| All of it in memory, MiB | {string.Join(" | ", worlds.Select(world => (world.Memory / MiB).ToString("N0", CultureInfo.InvariantCulture)))} | |");
        var worst = 0.0;
        foreach (var group in CostRow.Groups)
        {
            worst = Math.Max(worst, await MeasureAsync(group, worlds));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"- {(worst <= Bound ? "holds" : "DOES NOT HOLD")}: no request costs more than {Bound} times as much in the largest world as in the smallest (at most {worst:F2})"));
    }

    /// <summary>The most that a row has grown.</summary>
    private static async Task<double> MeasureAsync(CostRow[] group, CostWorld[] worlds)
    {
        var best = group.ToDictionary(row => row, _ => Enumerable.Repeat(double.MaxValue, worlds.Length).ToArray());
        for (var turn = 0; turn < Rounds * worlds.Length; turn++)
        {
            var index = (turn + (turn / worlds.Length)) % worlds.Length;
            foreach (var row in group)
            {
                best[row][index] = Math.Min(best[row][index], await MeasureAsync(row, worlds[index]));
            }
        }

        foreach (var (row, times) in best)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {string.Join(" | ", times.Select(time => time.ToString("F1", CultureInfo.InvariantCulture)))} | {times[^1] / times[0]:F2} |"));
        }

        return best.Values.Max(times => times[^1] / times[0]);
    }

    private static async Task<double> MeasureAsync(CostRow row, CostWorld world)
    {
        var requests = Enumerable.Range(0, Requests).Select(index => world.Signed(
            row.Action,
            row.Parameters(world, index).Append(("RegionId", CostWorld.Region)).Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2)))).ToList();
        var answers = new List<DirectAnswer>(Requests);
        var start = Stopwatch.GetTimestamp();
        foreach (var request in requests)
        {
            answers.Add(await world.SendAsync(request));
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        foreach (var answer in answers)
        {
            if (answer.HttpStatus != row.HttpStatus)
            {
                throw new InvalidOperationException($"{row.Name} was answered {answer.HttpStatus}, so nothing is measured: {answer.Text}");
            }

            row.Then?.Invoke(world, answer);
        }

        world.PassTime();
        return elapsed.TotalMicroseconds / Requests;
    }
}
