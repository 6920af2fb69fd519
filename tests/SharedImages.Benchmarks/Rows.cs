using System.Globalization;

namespace SharedImages.Benchmarks;

/// <summary>What was measured, one row each, beside its bound.</summary>
internal static class Rows
{
    public static void WriteHeader()
    {
        Console.WriteLine("| Measure | Measured | Bound |");
        Console.WriteLine("|---|---:|---:|");
    }

    /// <param name="measure">What.</param>
    /// <param name="measured">How much.</param>
    /// <param name="bound">At most; null = it is only stated.</param>
    public static void Write(string measure, double measured, double? bound) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {measure} | {measured:0.###} | {(bound is { } most ? $"≤ {most:0.##}{(measured <= most ? "" : " DOES NOT HOLD")}" : "–")} |"));

    /// <summary>What it cost, by a meter and by what Temporal Cloud would bill.</summary>
    public static void WriteCosts(Measurement measured, int actions)
    {
        Write("the same: processor time, seconds", measured.Processor.TotalSeconds, null);
        Write("the same: Temporal actions", actions, null);
        Write("the same: ECS calls", measured.EcsCalls, null);
        Write("the same: process at its peak, MiB", measured.PeakWorkingSet / BenchmarkTable.MiB, null);
        Write("the same: managed objects at their peak, MiB", measured.PeakManaged / BenchmarkTable.MiB, null);
    }
}
