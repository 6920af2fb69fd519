namespace SharedImages.Ecs.Simulator.Tests;

public sealed class UsableLagTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options => base.Options with
    {
        World = SimulatorWorld.Default() with { Rules = new WorldRules { UsableLag = TimeSpan.FromSeconds(30) } },
    };

    [Fact]
    public async Task An_image_can_be_Available_before_it_is_Usable()
    {
        var imageId = await OwnImage();

        (await Usable(imageId)).ShouldBeFalse();
        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId), ("Status", "Available"), ("Usable", true))).Images.ShouldBeEmpty();
        Time.Advance(TimeSpan.FromSeconds(30));
        (await Usable(imageId)).ShouldBeTrue();
    }

    private async Task<bool> Usable(string imageId) =>
        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId))).Image["Usable"]!.GetValue<bool>();
}
