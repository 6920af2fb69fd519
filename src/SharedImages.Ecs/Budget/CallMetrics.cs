using System.Diagnostics.Metrics;

namespace SharedImages.Ecs;

/// <summary>The measurements of the ECS client.</summary>
public static class CallMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "SharedImages.Ecs";

    /// <summary>Histogram, in seconds: how long calls waited for their turn. Calls that did not wait are not in it. Tags: <c>action</c>, <c>region</c>.</summary>
    public const string Wait = "sharedimages.ecs.call.wait";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> Waits = Meter.CreateHistogram<double>(Wait, "s", "How long calls waited for their turn.");

    internal static void Waited(TimeSpan duration, string action, string regionId) =>
        Waits.Record(duration.TotalSeconds, new("action", action), new("region", regionId));
}
