namespace SharedImages.Cli.Tests;

public sealed class PromotionIdTests
{
    [Theory]
    [InlineData("promote/web-base/2026.11.24")]
    [InlineData("web-base/2026.11.24")]
    public void Form_TakesTheIdAndItsShortForm(string text) => PromotionId.Form.Read(text).ShouldBe(("promote/web-base/2026.11.24", null));

    [Theory]
    [InlineData("")]
    [InlineData("web-base")]
    [InlineData("promote/web-base/1/cn-shanghai")]
    [InlineData("other/web-base/1")]
    [InlineData("web base/1")]
    [InlineData("web-base/1\n")]
    public void Form_AnythingElse_IsRefused(string text)
    {
        PromotionId.Form.Read(text).ShouldBe((null, ""));
        PromotionId.Form.Wanted.ShouldBe("promote/NAME/VERSION or NAME/VERSION, such as web-base/2026.11.24");
    }
}
