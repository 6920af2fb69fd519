using System.Globalization;

namespace SharedImages.Benchmarks;

/// <summary>The measurements as a Markdown table, and how they stand to their bounds.</summary>
internal static class BenchmarkTable
{
    public const long MiB = 1024 * 1024;
    private const int GrowthBase = 10;

    private static readonly Bound[] Bounds =
    [
        new("one promotion takes at most 1 s", 1, measured => measured.Wall <= TimeSpan.FromSeconds(1)),
        new("200 promotions at once take at most 10 s", 200, measured => measured.Wall <= TimeSpan.FromSeconds(10)),
        new("1,000 promotions at once take at most 1 GiB", 1_000, measured => measured.PeakWorkingSet <= 1024 * MiB),
    ];

    public static string Header =>
        """
        | Promotions | Wall, s | ms each | CPU ms each | Growth | On its clock | ECS calls | Process, MiB | Managed, MiB |
        |---:|---:|---:|---:|---:|---:|---:|---:|---:|
        """;

    /// <param name="measured">The row.</param>
    /// <param name="before">The rows before it.</param>
    public static string Row(Measurement measured, IReadOnlyList<Measurement> before) => string.Create(CultureInfo.InvariantCulture,
        $"| {measured.Promotions:N0} | {measured.Wall.TotalSeconds:F2} | {measured.Wall.TotalMilliseconds / measured.Promotions:F0} | {measured.Processor.TotalMilliseconds / measured.Promotions:F0} | {Growth(measured, before)} | {measured.Virtual:hh\\:mm\\:ss} | {measured.EcsCalls:N0} | {measured.PeakWorkingSet / MiB:N0} | {measured.PeakManaged / MiB:N0} |");

    /// <summary>One line per bound that was measured.</summary>
    public static IEnumerable<string> Verdicts(IReadOnlyList<Measurement> all) =>
        from bound in Bounds
        let measured = all.LastOrDefault(row => row.Promotions == bound.Promotions)
        where measured is not null
        select $"- {(bound.Holds(measured) ? "holds" : "DOES NOT HOLD")}: {bound.What}";

    // Time over n log n, 1 for ten promotions: what stays at or below 1 grows no faster.
    private static string Growth(Measurement measured, IReadOnlyList<Measurement> before) =>
        before.Append(measured).LastOrDefault(row => row.Promotions == GrowthBase) is { } start && measured.Promotions >= GrowthBase
            ? string.Create(CultureInfo.InvariantCulture, $"{Scaled(measured) / Scaled(start):F2}")
            : "–";

    private static double Scaled(Measurement measured) => measured.Wall.TotalSeconds / (measured.Promotions * Math.Log(measured.Promotions));

    private sealed record Bound(string What, int Promotions, Func<Measurement, bool> Holds);
}
