namespace SharedImages.Flows.Tests;

/// <summary>A clock that is wrong by some time, or by none.</summary>
internal sealed class ShiftedTime(TimeProvider time, TimeSpan by) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + by;

    // What measures durations is not wrong, and it must go with the timers.
    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
