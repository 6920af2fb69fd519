using System.Diagnostics;
using System.Globalization;
using SharedImages.Ecs.Simulator.Tests;

namespace SharedImages.Benchmarks;

/// <summary>What a request costs in a small and in a large world, sockets left out: each round asks all of them in turn, and the fastest round of each counts.</summary>
internal static class SimulatorCosts
{
    private const int Rounds = 100;
    private const int Requests = 15;
    private const double Bound = 5;
    private const long MiB = 1024 * 1024;

    private static readonly int[] Sizes = [100, 10_000];

    public static async Task RunAsync()
    {
        CostWorld[] worlds = [.. Sizes.Select(size => new CostWorld(size))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Microseconds per request, the fastest of {Rounds} rounds of {Requests}; a tenth as many instances as images."));
        Console.WriteLine();
        Console.WriteLine($"| Images | {string.Join(" | ", Sizes.Select(size => size.ToString("N0", CultureInfo.InvariantCulture)))} | Growth |");
        Console.WriteLine("|---|---:|---:|---:|");
        Console.WriteLine($"| All of it in memory, MiB | {string.Join(" | ", worlds.Select(world => (world.Memory / MiB).ToString("N0", CultureInfo.InvariantCulture)))} | |");
        foreach (var group in CostRow.Groups)
        {
            // Until all code is compiled as well as it will be, a request costs more than its world.
            await MeasureAsync(group, worlds);
        }

        var worst = 0.0;
        foreach (var group in CostRow.Groups)
        {
            worst = Math.Max(worst, Print(await MeasureAsync(group, worlds)));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"- {(worst <= Bound ? "holds" : "DOES NOT HOLD")}: no request costs more than {Bound} times as much in the large world as in the small one (at most {worst:F2})"));
    }

    /// <summary>The time of each row in each world.</summary>
    private static async Task<IReadOnlyDictionary<CostRow, double[]>> MeasureAsync(CostRow[] group, CostWorld[] worlds)
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

        return best;
    }

    /// <summary>The most that a row has grown.</summary>
    private static double Print(IReadOnlyDictionary<CostRow, double[]> rows)
    {
        foreach (var (row, times) in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {string.Join(" | ", times.Select(time => time.ToString("F1", CultureInfo.InvariantCulture)))} | {times[^1] / times[0]:F2} |"));
        }

        return rows.Values.Max(times => times[^1] / times[0]);
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
