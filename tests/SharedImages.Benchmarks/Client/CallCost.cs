namespace SharedImages.Benchmarks;

/// <summary>What a call cost in one round.</summary>
/// <param name="PerSecond">Calls per second, all callers together.</param>
/// <param name="Processor">Processor time per call, the server's included.</param>
/// <param name="Bytes">Allocated per call.</param>
internal sealed record CallCost(double PerSecond, TimeSpan Processor, double Bytes);
