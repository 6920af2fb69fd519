namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>What the recipient of a shared image may do with it (facts §12.3).</summary>
public sealed class Behaviour03SharedImageRulesTests : SimulatorTest
{
    [Fact]
    public async Task Another_region_is_reached_over_a_copy_of_ones_own()
    {
        (await CopyOwn(SimulatorWorld.PlainImageId, Shanghai, "there")).ShouldBe(403, "OperationDenied.SameRegionOnly");

        var own = await OwnImage();

        (await CopyOwn(own, Shanghai, "there")).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task What_is_only_shared_is_read_and_no_more()
    {
        (string, object)[] image = [("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId)];

        (await Us.Call("DescribeImages", image)).Images.Count.ShouldBe(1);
        (await Us.Try("DeleteImage", image)).ShouldBe(404, "InvalidImageId.NotFound");
        (await Us.Try("ModifyImageAttribute", [.. image, ("ImageName", "ours")])).ShouldBe(404, "InvalidImageId.NotFound");
        (await Us.Try("ModifyImageSharePermission", [.. image, ("AddAccount.1", SimulatorWorld.ConsumerAccount)])).ShouldBe(404, "InvalidImageId.NotFound");
        (await Consumer.Call("DescribeImages", image)).Images.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_own_image_can_be_copied_within_its_region() =>
        (await CopyOwn(await OwnImage(), Hangzhou, "again")).ShouldBe(200, "OK");

    /// <summary>The alternative: own images are copied within their region only to encrypt them (facts §11).</summary>
    public sealed class PlainCopiesInRegionRefused : RuleTest
    {
        private protected override WorldRules Rules => new() { RefusePlainCopiesInRegion = true };

        [Fact]
        public async Task An_own_image_is_copied_within_its_region_only_to_be_encrypted()
        {
            var own = await OwnImage();

            (await CopyOwn(own, Hangzhou, "again")).ShouldBe(403, "IncorrectDestinationRegion");
            (await CopyOwn(own, Hangzhou, "encrypted", ("Encrypted", true))).ShouldBe(200, "OK");
            (await CopyOwn(own, Shanghai, "there")).ShouldBe(200, "OK");
        }
    }
}
