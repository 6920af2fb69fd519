namespace SharedImages.Workflows.Tests;

public sealed class VersionRulesTests
{
    private static readonly SourceImage Source = Specs.Source(encrypted: false);

    [Fact]
    public void Check_NothingThere_Passes() => VersionRules.Check(Specs.Plain(), Source, []).ShouldBeEmpty();

    [Theory]
    [InlineData("Available", "content-1")]
    [InlineData("Creating", "")]
    public void Check_CopiesOfThisSource_Pass(string status, string content) =>
        VersionRules.Check(Specs.Plain(), Source, [Copy(status: status, content: content)]).ShouldBeEmpty();

    [Theory]
    [InlineData("CreateFailed")]
    [InlineData("UnAvailable")]
    public void Check_DeadCopyOfAnotherSource_Passes(string status) =>
        VersionRules.Check(Specs.Plain(), Source, [Copy("m-former", status)]).ShouldBeEmpty();

    [Theory]
    [InlineData("Available")]
    [InlineData("Creating")]
    [InlineData("Waiting")]
    [InlineData("Deprecated")]
    public void Check_CopyOfAnotherSource_IsRefusedAndBothAreNamed(string status)
    {
        var refusal = VersionRules.Check(Specs.Plain(), Source, [Copy("m-former", status)]).ShouldHaveSingleItem();

        refusal.Rule.ShouldBe(VersionRules.OneContent);
        refusal.Message.ShouldBe(
            "web-base 2026.11.24 has been made from m-former (m-copy in cn-shanghai), but the spec now finds m-source; promote m-source under a new version, or go on with source.imageId: m-former");
    }

    [Fact]
    public void Check_SameIdOtherContent_IsRefused() =>
        VersionRules.Check(Specs.Plain(), Source, [Copy(content: "content-0")]).ShouldHaveSingleItem().Message.ShouldBe(
            "web-base 2026.11.24 has been made from m-source as it was then (m-copy in cn-shanghai), and m-source is not the same any more; promote it as it is now under a new version");

    [Fact]
    public void Check_ManyCopies_NamesFive() =>
        VersionRules.Check(Specs.Plain(), Source, [.. Enumerable.Range(1, 8).Select(n => Copy("m-former") with { ImageId = $"m-{n}" })])
            .ShouldHaveSingleItem().Message.ShouldContain("(m-1 in cn-shanghai, m-2 in cn-shanghai, m-3 in cn-shanghai, m-4 in cn-shanghai, m-5 in cn-shanghai and 3 more)");

    [Theory]
    [InlineData(true, SourceReport.SourceFound)]
    [InlineData(true, SourceReport.SourceAvailable)]
    [InlineData(false, SourceReport.SourceFound, "trusted-owner")]
    [InlineData(false)]
    public void IsGone_OnlyWhenNothingElseIsWrong(bool gone, params string[] rules) =>
        VersionRules.IsGone(new("1000000000000001", "test", null, [.. rules.Select(rule => new Refusal(rule, "why"))])).ShouldBe(gone);

    [Fact]
    public void FromIntake_OneOfThisOwner_IsTheSource() =>
        VersionRules.FromIntake(Specs.Plain(), [Intake(Source)]).ShouldBe(Source);

    [Fact]
    public void FromIntake_AnotherOwnersOrAnotherImageOrTwoContents_IsNone()
    {
        VersionRules.FromIntake(Specs.Plain(), []).ShouldBeNull();
        VersionRules.FromIntake(Specs.Plain(), [Copy()]).ShouldBeNull("a copy that is no intake");
        VersionRules.FromIntake(Specs.Plain(), [Intake(Source) with { Region = "cn-shanghai" }]).ShouldBeNull("not in the source's region");
        VersionRules.FromIntake(Specs.Plain(), [Intake(Source with { OriginId = "5000000000000005" })]).ShouldBeNull("another owner's");
        VersionRules.FromIntake(Specs.Plain(), [Intake(Source with { ImageId = "m-former" })]).ShouldBeNull("the spec names another image");
        VersionRules.FromIntake(Specs.Plain(), [Intake(Source), Intake(Source with { Content = "content-2" })]).ShouldBeNull("nobody knows which");
    }

    private static VersionCopy Copy(string source = "m-source", string status = "Available", string content = "content-1") =>
        new("cn-shanghai", "m-copy", status, source, content, null);

    private static VersionCopy Intake(SourceImage source) => new("cn-hangzhou", "m-intake", "Available", source.ImageId, source.Content, source);
}
