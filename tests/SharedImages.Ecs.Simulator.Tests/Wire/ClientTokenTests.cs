namespace SharedImages.Ecs.Simulator.Tests;

public sealed class ClientTokenTests : SimulatorTest
{
    [Fact]
    public async Task The_same_token_and_parameters_give_the_same_image()
    {
        var first = await CopyPlain("copy", ("ClientToken", "t"));
        var second = await CopyPlain("copy", ("ClientToken", "t"));

        second.ImageId.ShouldBe(first.ImageId);
        second.Body["RequestId"]!.GetValue<string>().ShouldNotBe(first.Body["RequestId"]!.GetValue<string>());
        State.Images(SimulatorWorld.OurAccount).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_token_gives_the_same_image_even_after_that_is_gone()
    {
        var imageId = (await CopyPlain("copy", ("ClientToken", "t"))).ImageId;
        await Us.Call("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", imageId));

        (await CopyPlain("copy", ("ClientToken", "t"))).ImageId.ShouldBe(imageId);
        State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_does_not_touch_the_token()
    {
        (await CopyPlain("copy", ("ClientToken", "t"), ("DryRun", true))).ShouldBe(400, "DryRunOperation");
        (await CopyPlain("copy", ("ClientToken", "t"))).ShouldBe(200, "OK");
    }

    [Theory]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    [InlineData("tökén")]
    public async Task A_token_is_64_characters_of_ascii(string token) =>
        (await CopyPlain("copy", ("ClientToken", token))).ShouldBe(400, "InvalidClientToken.ValueNotSupported");
}
