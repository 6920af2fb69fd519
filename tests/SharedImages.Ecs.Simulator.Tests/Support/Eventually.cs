using System.Diagnostics;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>For what a real socket brings about in its own time.</summary>
internal static class Eventually
{
    public static async Task True(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), "It did not come true in time.");
            await Task.Yield();
        }
    }
}
