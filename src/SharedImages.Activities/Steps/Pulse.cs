using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>
/// Heartbeats while a step runs, so that a killed worker is noticed soon, and keeps one detail across attempts: the next attempt reads
/// what this one said last.
/// </summary>
/// <typeparam name="T">The detail.</typeparam>
internal sealed class Pulse<T> : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly ActivityExecutionContext context = ActivityExecutionContext.Current;
    private readonly CancellationTokenSource stop = new();
    private readonly Task beating;
    private T value;

    private Pulse(T value, TimeProvider time)
    {
        this.value = value;
        beating = BeatAsync(time);
    }

    /// <summary>What was said last.</summary>
    public T Value => value;

    /// <summary>Begins with what the attempt before said last.</summary>
    public static async Task<Pulse<T>> StartAsync(T initial, TimeProvider time)
    {
        var info = ActivityExecutionContext.Current.Info;
        return new(info.HeartbeatDetails.Count > 0 ? await info.HeartbeatDetailAtAsync<T>(0) : initial, time);
    }

    /// <summary>Says it now, and from now on.</summary>
    public void Say(T detail)
    {
        value = detail;
        context.Heartbeat(detail);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await beating;
        stop.Dispose();
    }

    private async Task BeatAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                context.Heartbeat(value);
            }
        }
        catch (OperationCanceledException)
        {
            // The step is over.
        }
    }
}
