using System.Diagnostics;

namespace SharedImages.Benchmarks;

/// <summary>The most memory that the process had while this lived, by looking at it ten times a second.</summary>
internal sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Process process = Process.GetCurrentProcess();
    private readonly Timer timer;

    public PeakMemory() => timer = new(_ => Look(), null, TimeSpan.Zero, Interval);

    /// <summary>Bytes of the process in RAM: managed, native and code.</summary>
    public long WorkingSet { get; private set; }

    /// <summary>Bytes of managed objects, dead ones that are not collected yet included.</summary>
    public long Managed { get; private set; }

    public void Dispose()
    {
        timer.Dispose();
        process.Dispose();
    }

    private void Look()
    {
        process.Refresh();
        WorkingSet = Math.Max(WorkingSet, process.WorkingSet64);
        Managed = Math.Max(Managed, GC.GetTotalMemory(forceFullCollection: false));
    }
}
