using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class ChannelTextTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly ImageChannels Channels = new("web-base", new SortedDictionary<string, ChannelState>(StringComparer.Ordinal)
    {
        ["dev"] = new("2026.11.24", At, Regions("m-bp1newnewnewnewnewne"), "ci@machine", "the kernel is fixed", "2026.11.10"),
        ["prod"] = new("2026.11.10", At, Regions("m-bp1oldoldoldoldoldol")),
    });

    [Fact]
    public void Show_SaysWhereEachChannelIsInEachRegion() => ChannelText.Lines(Channels).ShouldBe(
    [
        "web-base dev: 2026.11.24 since 2026-11-24 12:00:00 UTC, by ci@machine; before, 2026.11.10 (the kernel is fixed)",
        "web-base prod: 2026.11.10 since 2026-11-24 12:00:00 UTC",
        "",
        "CHANNEL  VERSION     REGION       IMAGE",
        "dev      2026.11.24  cn-hangzhou  m-bp1newnewnewnewnewne",
        "prod     2026.11.10  cn-hangzhou  m-bp1oldoldoldoldoldol",
    ]);

    [Fact]
    public void History_HasTheNewestFirst() => ChannelText.Lines(new ChannelMoves("web-base",
    [
        new("prod", "1", [], At, "run-1"),
        new("prod", "2", ["1"], At.AddDays(1), "run-2", "ci@machine", "fixes"),
    ])).ShouldBe(
    [
        "AT                       CHANNEL  VERSION  BEFORE  BY          REASON",
        "2026-11-25 12:00:00 UTC  prod     2        1       ci@machine  fixes",
        "2026-11-24 12:00:00 UTC  prod     1",
    ]);

    [Theory]
    [InlineData("stage", "web-base has no stage yet, so there is nothing to go back to; set it: sharedimages channel set web-base stage VERSION")]
    [InlineData("prod", "web-base prod has pointed to 2026.11.10 alone, so there is nothing to go back to; set another version: sharedimages channel set web-base prod VERSION")]
    public void WhereThereIsNothingBefore_ItIsSaid(string channel, string message)
    {
        var refusal = Should.Throw<CommandException>(() => ChannelText.Before(Channels, channel));

        (refusal.ExitCode, refusal.Message).ShouldBe((ExitCode.InvalidInput, message));
    }

    [Fact]
    public void Before_IsTheVersionThatItWasMovedFrom() => ChannelText.Before(Channels, "dev").ShouldBe("2026.11.10");

    private static Dictionary<string, string> Regions(string image) => new(StringComparer.Ordinal) { ["cn-hangzhou"] = image };
}
