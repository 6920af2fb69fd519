using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

public sealed class HappyPathTests(FlowServer server)
{
    private static readonly string[] SixRegions = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "ap-southeast-1", "eu-central-1", "us-east-1"];

    [Fact]
    public async Task EncryptedSharedImage_ToSixRegions_OneCheckedSharedImageInEach()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(SixRegions);

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Regions.Select(region => region.Region).ShouldBe(SixRegions);
        result.Intake.ShouldBeNull("the source's region is a target, so the intake is that target's image");
        foreach (var region in result.Regions)
        {
            region.State.ShouldBe(ItemState.Done);
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

    [Fact]
    public async Task NewestImageByPattern_OfTheStatedOwnerOnly()
    {
        await using var flow = await Flow.StartAsync(server);
        var newest = flow.Simulator.State.AddImage(SimulatorWorld.PublisherAccount, new()
        {
            Region = Flow.Home,
            Name = "web-base-2026.11.30",
            CreationTime = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero),
            SharedWith = [SimulatorWorld.OurAccount],
        });
        var spec = flow.Spec("cn-shanghai").With("source", new { region = Flow.Home, owner = SimulatorWorld.PublisherAccount, namePattern = "web-base-*" });

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Source!.ImageId.ShouldBe(newest);
    }

    [Fact]
    public async Task PlainImage_IntakeDeletedAfterwards_OnlyTheTargetsRemain()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec("cn-shanghai")
            .With("source", new { region = Flow.Home, owner = SimulatorWorld.PublisherAccount, imageId = SimulatorWorld.PlainImageId })
            .With("intake", new { after = "delete" })
            .With("targets", new[] { new { region = "cn-shanghai" }, new { region = "cn-beijing" } });

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Intake!.State.ShouldBe(ItemState.Undone);
        flow.OurImages().Select(image => image.Region).Order(StringComparer.Ordinal).ShouldBe(["cn-beijing", "cn-shanghai"]);
        flow.OurImages().ShouldNotContain(image => image.Encrypted);
        flow.OurSnapshots().ShouldNotContain(snapshot => !snapshot.BacksImage);
    }

    [Fact]
    public async Task OwnImage_NeedsNoIntake()
    {
        await using var flow = await Flow.StartAsync(server);
        var own = flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Flow.Home, Name = "built-here" });
        var spec = flow.Spec("cn-shanghai")
            .With("source", new { region = Flow.Home, owner = SimulatorWorld.OurAccount, imageId = own })
            .With("intake", null)
            .With("targets", new[] { new { region = "cn-shanghai" } });

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Intake.ShouldBeNull();
        flow.OurImages(Flow.Home).ShouldHaveSingleItem();
        flow.OurImages("cn-shanghai").ShouldHaveSingleItem().CopiedFrom.ShouldBe(own);
    }

    [Fact]
    public async Task MoreCopiesThanSlots_QueueWithoutFailing()
    {
        await using var flow = await Flow.StartAsync(server, new() { World = SimulatorWorld.Default() with { Rules = new() { CopiesAtOnce = 1 } } });
        var version = flow.Spec("cn-shanghai").Version;

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => flow.RunAsync(new SpecBuilder($"{version}-{i}", "cn-shanghai"))));

        results.ShouldAllBe(result => result.Outcome == OperationOutcome.Completed);
        flow.OurImages("cn-shanghai").Count.ShouldBe(3);
    }
}
