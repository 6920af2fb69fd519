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
    public async Task Other_parameters_are_a_mismatch()
    {
        await CopyPlain("copy", ("ClientToken", "t"));

        (await CopyPlain("other", ("ClientToken", "t"))).ShouldBe(400, "IdempotentParameterMismatch");
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        (await CopyPlain("1", ("ClientToken", "t"))).ShouldBe(400, "InvalidImageName.Malformed");
        (await CopyPlain("copy", ("ClientToken", "t"))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_dry_run_does_not_touch_the_token()
    {
        (await CopyPlain("copy", ("ClientToken", "t"), ("DryRun", true))).ShouldBe(400, "DryRunOperation");
        (await CopyPlain("copy", ("ClientToken", "t"))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_token_is_forgotten_after_a_day()
    {
        var first = (await CopyPlain("copy", ("ClientToken", "t"))).ImageId;
        Time.Advance(TimeSpan.FromHours(24));
        (await CopyPlain("copy", ("ClientToken", "t"))).ImageId.ShouldBe(first);
        Time.Advance(TimeSpan.FromSeconds(1));

        (await CopyPlain("copy", ("ClientToken", "t"))).ShouldBe(400, "InvalidImageName.Duplicated");
    }

    [Fact]
    public async Task Without_a_token_the_name_is_the_only_lock()
    {
        await CopyPlain("copy");

        (await CopyPlain("copy")).ShouldBe(400, "InvalidImageName.Duplicated");
        (await CopyPlain("copy-2")).ShouldBe(200, "OK");
    }

    [Theory]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    [InlineData("tökén")]
    public async Task A_token_is_64_characters_of_ascii(string token) =>
        (await CopyPlain("copy", ("ClientToken", token))).ShouldBe(400, "InvalidClientToken.ValueNotSupported");
}
