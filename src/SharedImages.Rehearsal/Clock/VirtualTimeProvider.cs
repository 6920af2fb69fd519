namespace SharedImages.Rehearsal;

/// <summary>
/// The virtual clock for everything that takes a <see cref="TimeProvider"/>. A timer on it counts as somebody who waits for time; within an
/// activity it lets time pass, as a workflow's timer does, and is no reason for it.
/// </summary>
internal sealed class VirtualTimeProvider(Kernel kernel) : TimeProvider
{
    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => kernel.Clock.Now;

    /// <inheritdoc/>
    public override long GetTimestamp() => kernel.Clock.Now.UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(kernel, () => callback(state), IsTimeout(state));
        timer.Change(dueTime, period);
        return timer;
    }

    // What bounds something else: the state of its timer is the source that is canceled, or the task that Task.WaitAsync gives, which has a
    // result. That of Task.Delay has none.
    private static bool IsTimeout(object? state) => state is CancellationTokenSource || (state is Task && state.GetType().IsGenericType);
}
