namespace SharedImages.Worker.Tests;

public sealed class ClockWatchTests
{
    private static readonly DateTimeOffset Theirs = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", 0, 30, -30)]
    [InlineData("31", 31)]
    [InlineData("-31", -31)]
    [InlineData("40", 40, 41, 39, 70)]
    [InlineData("40 71", 40, 71)]
    [InlineData("40 -40", 40, -40)]
    [InlineData("40 40", 40, 0, 40)]
    // At the limit it is not news each second.
    [InlineData("31", 31, 30, 31, 29, 31)]
    public void Read_Differences_WarnsOfThoseThatAreNews(string warnedOf, params int[] differences)
    {
        var (log, sink) = LogSink.Create();
        var watch = new ClockWatch(log);

        foreach (var seconds in differences)
        {
            watch.Read(new(Theirs.AddSeconds(seconds), Theirs));
        }

        sink.Lines.ShouldBe(warnedOf.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(seconds =>
            $"Warning: This machine's clock says {Theirs.AddSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)):u}, ECS's says 2026-11-24 12:00:00Z: set ours (NTP). From 15 minutes of difference on ECS refuses every call"));
    }
}
