namespace SharedImages.Ecs.Simulator.Tests;

public sealed class CancelRuleTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options =>
        base.Options with { World = SimulatorWorld.Default() with { Rules = new WorldRules { RefuseCancel = true } } };

    [Fact]
    public async Task A_copy_that_cannot_be_cancelled_goes_on()
    {
        var imageId = (await CopyPlain("copy")).ImageId;

        (await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", imageId))).ShouldBe(400, "CancelNotSupported");

        Time.Advance(TimeSpan.FromSeconds(30));
        State.Image(imageId).Status.ShouldBe("Available");
        (await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", imageId))).ShouldBe(400, "IncorrectImageStatus");
    }
}
