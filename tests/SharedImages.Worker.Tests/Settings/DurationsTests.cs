namespace SharedImages.Worker.Tests;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("20s", 20_000)]
    [InlineData("1.5m", 90_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("0s", 0)]
    public void Parse_NumberAndUnit_IsADuration(string text, double milliseconds) =>
        Durations.Parse(text).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("20")]
    [InlineData("s")]
    [InlineData("")]
    [InlineData("-1s")]
    [InlineData("1e3s")]
    [InlineData("1,5s")]
    [InlineData("20 s")]
    [InlineData("00:00:20")]
    [InlineData("24001h")]
    [InlineData("1d")]
    public void Parse_AnythingElse_IsNone(string text) => Durations.Parse(text).ShouldBeNull();
}
