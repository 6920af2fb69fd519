using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

public sealed class HappyPathTests(TemporalServer server)
{
    private static readonly string[] SixRegions = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "ap-southeast-1", "eu-central-1", "us-east-1"];

    [Fact]
    public async Task EncryptedSharedImage_ToSixRegions_OneCheckedSharedImageInEach()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(SixRegions);

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(PromotionOutcome.Completed);
        result.Regions.Select(region => region.Region).ShouldBe(SixRegions);
        result.Intake.ShouldBeNull("the source's region is a target, so the intake is that target's image");
        foreach (var region in result.Regions)
        {
            region.State.ShouldBe(RegionState.Done);
            region.Checks.ShouldNotContain(check => check.Result == CheckResult.Wrong || check.Result == CheckResult.Differs);
            region.SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
            var image = flow.OurImages(region.Region).ShouldHaveSingleItem();
            image.ImageId.ShouldBe(region.ImageId);
            image.Name.ShouldBe(spec.ImageName);
            image.Family.ShouldBe("web-base");
            image.KMSKeyId.ShouldBe(SpecBuilder.KeyIn(region.Region));
            image.SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
            image.Tags["team"].ShouldBe("platform");
            image.Tags[Lineage.SourceImage].ShouldBe(SimulatorWorld.EncryptedImageId);
        }
    }
}
