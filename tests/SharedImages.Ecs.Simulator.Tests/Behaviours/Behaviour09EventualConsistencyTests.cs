namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>What was made or shared may take its time to be seen (facts §12.9); by default it is seen at once.</summary>
public sealed class Behaviour09EventualConsistencyTests : SimulatorTest
{
    [Fact]
    public async Task A_copy_is_listed_at_once_and_Usable_as_soon_as_it_is_Available()
    {
        var imageId = (await CopyPlain("copy")).ImageId;

        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId), ("Status", "ALL"))).Images.Count.ShouldBe(1);
        Time.Advance(TimeSpan.FromSeconds(30));
        (await Launch(imageId)).ShouldBe(200, "OK");
    }

    /// <summary>The alternative: a minute of empty lists, and half a minute until it is Usable (facts §11).</summary>
    public sealed class Slow : RuleTest
    {
        private protected override WorldRules Rules => new()
        {
            ImageVisibilityLag = TimeSpan.FromSeconds(60),
            ShareVisibilityLag = TimeSpan.FromSeconds(60),
            UsableLag = TimeSpan.FromSeconds(90),
        };

        [Fact]
        public async Task A_copy_is_Available_before_it_is_listed_and_listed_before_it_is_Usable()
        {
            var imageId = (await CopyPlain("copy")).ImageId;

            Time.Advance(TimeSpan.FromSeconds(59));
            State.Image(imageId).Status.ShouldBe("Available");
            (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId), ("Status", "ALL"))).Images.ShouldBeEmpty();
            Time.Advance(TimeSpan.FromSeconds(1));
            (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId))).Image["Usable"]!.GetValue<bool>().ShouldBeFalse();
            (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId), ("Status", "Available"), ("Usable", true))).Images.ShouldBeEmpty();
            (await Launch(imageId)).ShouldBe(404, "InvalidImageId.NotFound");
            Time.Advance(TimeSpan.FromSeconds(60));
            (await Launch(imageId)).ShouldBe(200, "OK");
        }

        [Fact]
        public async Task A_share_is_seen_by_its_owner_a_minute_before_its_recipient()
        {
            var imageId = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "made" });
            await Us.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("AddAccount.1", SimulatorWorld.ConsumerAccount));

            (await Us.Call("DescribeImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId))).List("Accounts", "Account").Count.ShouldBe(1);
            (await Consumer.Call("DescribeImages", ("RegionId", Hangzhou))).Images.ShouldBeEmpty();
            Time.Advance(TimeSpan.FromSeconds(60));
            (await Consumer.Call("DescribeImages", ("RegionId", Hangzhou))).Images.Count.ShouldBe(1);
        }
    }
}
