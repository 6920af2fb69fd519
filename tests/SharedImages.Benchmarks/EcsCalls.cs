using System.Diagnostics.Metrics;

namespace SharedImages.Benchmarks;

/// <summary>Counts this process's HTTP requests: all of them go to the simulated ECS.</summary>
internal sealed class EcsCalls : IDisposable
{
    private readonly MeterListener listener = new();
    private long count;

    public EcsCalls()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" })
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref count));
        listener.Start();
    }

    public long Count => Interlocked.Read(ref count);

    public void Dispose() => listener.Dispose();
}
