namespace SharedImages.Rehearsal;

/// <summary>The virtual clock for everything that takes a <see cref="TimeProvider"/>. A timer on it counts as somebody who waits for time.</summary>
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
        var timer = new VirtualTimer(kernel, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }
}
