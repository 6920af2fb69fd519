namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A clock that stands until it is set, forward or back.</summary>
internal sealed class SettableTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
