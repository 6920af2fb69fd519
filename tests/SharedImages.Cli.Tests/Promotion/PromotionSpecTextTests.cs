using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class PromotionSpecTextTests
{
    private static readonly PromotionSpec Spec = new(
        "web-base",
        "1",
        null,
        new("cn-hangzhou", "2", "m-0", null),
        null,
        [new("cn-shanghai", true, "key"), new("us-east-1", true, null), new("eu-central-1", false, null)],
        new("web-base-1", "", "", new Dictionary<string, string>()),
        new([]),
        OnFailure.Undo);

    [Fact]
    public void Summary_IsOneLine()
    {
        PromotionSpecText.Summary(Spec).ShouldBe("web-base 1: m-0 of cn-hangzhou to 3 regions");
        PromotionSpecText.Summary(Spec with { Targets = [Spec.Targets[0]], Source = new("cn-hangzhou", "2", null, "web-*") }).ShouldBe("web-base 1: newest web-* of cn-hangzhou to cn-shanghai");
    }

    [Fact]
    public void Details_SayWhatIsAskedForAndHowToGoOn() => PromotionSpecText.Details(Spec).Split('\n').ShouldBe(
    [
        "**web-base-1**",
        "",
        "- source: m-0 in cn-hangzhou, owner 2",
        "- share with: nobody",
        "- when a region fails: undo",
        "- cn-shanghai: encrypted with key",
        "- us-east-1: encrypted with the service key",
        "- eu-central-1: plain",
        "",
        "`sharedimages status promote/web-base/1`",
        "",
        "`sharedimages cancel promote/web-base/1` stops it and removes what it made",
    ]);

    [Fact]
    public void Summary_OfALongName_IsCut() => PromotionSpecText.Summary(Spec with { Name = new('n', 300) }).Length.ShouldBe(120);
}
