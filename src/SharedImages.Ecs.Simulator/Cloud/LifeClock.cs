namespace SharedImages.Ecs.Simulator;

/// <summary>The clock that resources live by. Durations are scaled, the time of day is not, so times shown never run ahead of the caller's.</summary>
internal sealed class LifeClock(TimeProvider time, double speed)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public TimeSpan Scale(TimeSpan duration) => duration / speed;

    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken) => Task.Delay(Scale(duration), time, cancellationToken);
}
