using System.Diagnostics;

namespace SharedImages.Benchmarks;

/// <summary>Measures this process from its creation on.</summary>
internal sealed class Meter : IDisposable
{
    private readonly EcsCalls calls = new();
    private readonly PeakMemory memory = new();
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly TimeSpan processor = Environment.CpuUsage.TotalTime;
    private readonly TimeProvider time;
    private readonly DateTimeOffset began;

    /// <param name="time">The rehearsal's clock.</param>
    public Meter(TimeProvider time)
    {
        this.time = time;
        began = time.GetUtcNow();
    }

    public Measurement Read(int promotions) => new(
        promotions, watch.Elapsed, Environment.CpuUsage.TotalTime - processor, time.GetUtcNow() - began, calls.Count, memory.WorkingSet, memory.Managed);

    public void Dispose()
    {
        memory.Dispose();
        calls.Dispose();
    }
}
