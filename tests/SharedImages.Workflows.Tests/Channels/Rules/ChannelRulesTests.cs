namespace SharedImages.Workflows.Tests;

public sealed class ChannelRulesTests
{
    /// <summary>The image of the version and the images that have the channel, and what is done of it: pointed, released, and pointed and released again to undo it.</summary>
    [Theory]
    [InlineData("m-new", "", true, "", "", "m-new")]
    [InlineData("m-new", "m-old", true, "m-old", "m-old", "m-new")]
    [InlineData("m-new", "m-old m-older", true, "m-old m-older", "m-old m-older", "m-new")]
    [InlineData("m-new", "m-new", false, "", "m-new", null)]
    [InlineData("m-new", "m-new m-old", false, "m-old", "m-new m-old", null)]
    [InlineData(null, "m-old", false, "m-old", "m-old", null)]
    public void APlace_IsMovedAndMovedBack(string? image, string holders, bool points, string released, string restored, string? taken)
    {
        var place = new ChannelPlace("cn-shanghai", image, holders.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        ChannelRules.MustPoint(place).ShouldBe(points);
        ChannelRules.ToRelease(place).ShouldBe(released.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var restore = ChannelRules.Restore(place, "1");
        (restore.Region, restore.Account, restore.ImageId).ShouldBe(("cn-shanghai", "1", taken));
        restore.Holders.ShouldBe(restored.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Parked_SaysThatRegionsDiffer() => ChannelRules.Parked(new(StepErrorKind.Permission, "no right", "grant it")).Remedy
        .ShouldBe("grant it, then retry; until then regions differ, or abort, and all regions go back to what they had");
}
