namespace SharedImages.Cli.Tests;

public sealed class WordWrapTests
{
    [Fact]
    public void Lines_BreakBetweenWords_AndGoOnFurtherIn() =>
        WordWrap.Lines("  to do: enable the KMS key", 16).ShouldBe(["  to do: enable", "    the KMS key"]);

    [Fact]
    public void AWordThatIsTooLong_StaysWhole() =>
        WordWrap.Lines("copy m-bp1webbaseencr000001 now", 10).ShouldBe(["copy", "  m-bp1webbaseencr000001", "  now"]);

    [Fact]
    public void Command_GoesOnAsAShellTakesIt_AndKeepsWhatIsQuoted() =>
        WordWrap.Command("resolve promote/a/1 --step \"resolve source\" retry", 30).ShouldBe(["resolve promote/a/1 \\", "  --step \"resolve source\" \\", "  retry"]);

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public void WhatFits_StaysAsItIs(string text)
    {
        WordWrap.Lines(text, 10).ShouldBe([text]);
        WordWrap.Command(text, 10).ShouldBe([text]);
    }
}
