namespace SharedImages.Benchmarks;

/// <summary>A clock that stands until it is set on.</summary>
internal sealed class SettableTime : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
