namespace SharedImages.Workflows.Tests;

public sealed class FollowingChannelsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 3, 0, 0, TimeSpan.Zero);

    /// <summary>dev at once, prod three days after it. Where the two stand: version, days ago, version before.</summary>
    [Theory]
    [InlineData("", "", true, "move", "it follows dev, which does not point to the version yet")]
    [InlineData("", "", false, "not every region has the version", "not every region has the version")]
    [InlineData("2 0 1", "1 9", true, "there", "it follows dev from 2026-12-03 03:00 UTC on")]
    [InlineData("2 3 1", "1 9", true, "there", "move")]
    [InlineData("2 3 1", "1 9", false, "there", "not every region has the version")]
    [InlineData("2 3 1", "2 0 1", true, "there", "there")]
    [InlineData("1 0 2", "1 9", true, "somebody moved it from 2 back to 1", "it follows dev, which does not point to the version yet")]
    [InlineData("2 9 1", "1 0 2", true, "there", "somebody moved it from 2 back to 1")]
    public void EachChannel_FollowsTheOneBeforeIt(string dev, string prod, bool isCurrent, string wantedDev, string wantedProd)
    {
        var standings = new[] { Standing("dev", dev), Standing("prod", prod) }.OfType<ChannelStanding>().ToList();
        var pointed = standings.Where(standing => standing.Version == "2").Select(standing => standing.Channel).ToList();
        var report = new RefreshReport("1", "tests", null, "2", [], null, [new("cn-hangzhou", new("m-1", true, ImageMark.None, [], pointed), null)], [], 0, [], standings);

        RefreshRules.Channels(RefreshJson.Read().Spec! with { Channels = [new("dev", TimeSpan.Zero), new("prod", TimeSpan.FromDays(3))] }, report, isCurrent, Now)
            .Select(wish => wish.IsThere ? "there" : wish.Why ?? "move").ShouldBe([wantedDev, wantedProd]);
    }

    [Fact]
    public void WithoutASoak_TheNextFollowsInTheSameRun() =>
        RefreshRules.Channels(
            RefreshJson.Read().Spec! with { Channels = [new("dev", TimeSpan.Zero), new("prod", TimeSpan.Zero)] },
            new("1", "tests", null, "2", [], null, [new("cn-hangzhou", null, null)], [], 0, [], []),
            isCurrent: true,
            Now).ShouldAllBe(wish => !wish.IsThere && wish.Why == null);

    private static ChannelStanding? Standing(string channel, string text) => text.Split(' ') is [var version, var days, ..] parts
        ? new(channel, version, Now.AddDays(-int.Parse(days, System.Globalization.CultureInfo.InvariantCulture)), parts.ElementAtOrDefault(2))
        : null;
}
