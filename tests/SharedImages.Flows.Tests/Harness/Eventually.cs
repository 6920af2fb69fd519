using System.Diagnostics;

namespace SharedImages.Flows.Tests;

/// <summary>Waits for something that a real server brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        var watch = Stopwatch.StartNew();
        using var ticks = new PeriodicTimer(Interval);
        while (!await condition())
        {
            watch.Elapsed.ShouldBeLessThan(Deadline, otherwise());
            await ticks.WaitForNextTickAsync();
        }
    }
}
