using SharedImages.Benchmarks;

// Without a name: the promotions, with their numbers.
var benchmarks = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["client"] = ClientBenchmark.RunAsync,
    ["fleet"] = () => FleetBenchmark.RunAsync(),
    ["fleet-back-image"] = () => FleetBenchmark.RunAsync(WayBack.FormerImage),
    ["fleet-back-disk"] = () => FleetBenchmark.RunAsync(WayBack.FormerDisk),
    ["refreshes"] = () => RefreshesBenchmark.RunAsync(args[1..]),
    ["simulator"] = SimulatorCosts.RunAsync,
    ["waiting"] = WaitingBenchmark.RunAsync,
    ["throughput"] = SimulatorThroughput.RunAsync,
    ["year"] = () => YearBenchmark.RunAsync(args[1..]),
};
await (args is [var name, ..] && benchmarks.TryGetValue(name, out var run) ? run() : PromotionBenchmark.RunAsync(args));
