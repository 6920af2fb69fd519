using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>
/// Heartbeats while a step runs, so that a killed worker is noticed soon, and keeps a detail and the trouble met across attempts: the
/// next attempt reads what this one said last.
/// </summary>
/// <typeparam name="T">The detail.</typeparam>
internal sealed class Pulse<T> : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly ActivityExecutionContext context = ActivityExecutionContext.Current;
    private readonly PeriodicTimer timer;
    private readonly Task beating;
    private T value;

    private Pulse(T value, Trouble? trouble, TimeProvider time)
    {
        this.value = value;
        Trouble = trouble;
        timer = new(Interval, time);
        beating = BeatAsync();
    }

    /// <summary>What was said last.</summary>
    public T Value => value;

    /// <summary>The trouble met by this attempt or the ones before; null = none since the last verdict.</summary>
    public Trouble? Trouble { get; private set; }

    /// <summary>Begins with what the attempt before said last.</summary>
    public static async Task<Pulse<T>> StartAsync(T initial, TimeProvider time)
    {
        var info = ActivityExecutionContext.Current.Info;
        return new(
            info.HeartbeatDetails.Count > 0 ? await info.HeartbeatDetailAtAsync<T>(0) : initial,
            info.HeartbeatDetails.Count > 1 ? await info.HeartbeatDetailAtAsync<Trouble?>(1) : null,
            time);
    }

    /// <summary>Says it now, and from now on.</summary>
    public void Say(T detail)
    {
        value = detail;
        Beat();
    }

    /// <summary>Says it from now on, when there is a reason to say anything.</summary>
    public void Note(T detail) => value = detail;

    /// <summary>Says what trouble was met; null = a verdict has ended it.</summary>
    public void Meet(Trouble? trouble)
    {
        if (Trouble != trouble)
        {
            Trouble = trouble;
            Beat();
        }
    }

    /// <summary>Says all once more.</summary>
    public void Beat() => context.Heartbeat(value, Trouble);

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await beating;
    }

    // Until the timer is disposed of.
    private async Task BeatAsync()
    {
        while (await timer.WaitForNextTickAsync())
        {
            Beat();
        }
    }
}
