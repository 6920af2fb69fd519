namespace SharedImages.Cli.Tests;

public sealed class PromotionIdTests
{
    [Theory]
    [InlineData("promote/web-base/2026.11.24")]
    [InlineData("web-base/2026.11.24")]
    public void Parse_TakesTheIdAndItsShortForm(string text) => PromotionId.Parse(text).ShouldBe("promote/web-base/2026.11.24");

    [Theory]
    [InlineData("")]
    [InlineData("web-base")]
    [InlineData("promote/web-base/1/cn-shanghai")]
    [InlineData("other/web-base/1")]
    [InlineData("web base/1")]
    [InlineData("web-base/1\n")]
    public void Parse_AnythingElse_SaysWhatIsRight(string text)
    {
        var error = Should.Throw<CommandException>(() => PromotionId.Parse(text));

        error.ExitCode.ShouldBe(ExitCode.InvalidInput);
        error.Message.ShouldContain("is not the id of a promotion; give promote/NAME/VERSION or NAME/VERSION, such as web-base/2026.11.24");
    }
}
