namespace SharedImages.Ecs.Simulator.Tests;

public sealed class LaunchChoicesTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options => base.Options with
    {
        World = SimulatorWorld.Default() with { Rules = new WorldRules { UnsharedIsNotFound = true, UsableLag = TimeSpan.FromSeconds(30) } },
    };

    [Fact]
    public async Task An_image_that_was_taken_back_can_be_as_good_as_absent()
    {
        State.UnshareImage(SimulatorWorld.PlainImageId, SimulatorWorld.OurAccount);

        (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(404, "InvalidImageId.NotFound");
    }

    [Fact]
    public async Task An_image_that_is_Available_but_not_Usable_is_not_found_yet()
    {
        var own = await OwnImage();

        (await Launch(own)).ShouldBe(404, "InvalidImageId.NotFound");
        Time.Advance(TimeSpan.FromSeconds(30));
        (await Launch(own)).ShouldBe(200, "OK");
    }
}
