namespace SharedImages.Cli.Tests;

public sealed class NearestNamesTests
{
    private static readonly string[] Names = ["promote", "share", "unshare", "list", "ledger", "cancel", "channel", "init", "--output", "--open"];

    [Theory]
    [InlineData("promot", "promote")]
    [InlineData("Promote", "promote")]
    [InlineData("prom", "promote")]
    [InlineData("lsit", "list")]
    [InlineData("cancle", "cancel")]
    [InlineData("shre", "share")]
    [InlineData("--ouptut", "--output")]
    [InlineData("ls")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("frobnicate")]
    public void Near_IsWhatWasProbablyMeant(string typed, params string[] near) => NearestNames.Of(typed, Names).ShouldBe(near);

    [Fact]
    public void SeveralThatAreAsNear_AreAllSaid() => NearestNames.Of("abcd", ["abcx", "abcy", "wxyz"]).ShouldBe(["abcx", "abcy"]);

    [Fact]
    public void AHugeText_IsNearToNothing() => NearestNames.Of(new('a', 1_000_000), Names).ShouldBeEmpty();
}
