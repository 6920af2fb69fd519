using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>A version is one content: whatever runs again under its name puts nothing else there.</summary>
public sealed class VersionTests(FlowServer server)
{
    private static readonly string[] Targets = ["cn-shanghai", "eu-central-1"];

    [Fact]
    public async Task NewestMatchHasChanged_TheRerunIsRefusedBeforeAnyWriteAndNamesBoth()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Targets).With("source", new { region = Flow.Home, owner = SimulatorWorld.PublisherAccount, namePattern = "web-base-2026.11.24" });
        await FailPartlyAsync(flow, spec);
        var newer = Publish(flow, "web-base-2026.11.24");
        var (images, calls) = (Ids(flow), flow.Copies(Targets[1]).Count);

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        var refusal = result.Refusals.ShouldHaveSingleItem();
        refusal.Rule.ShouldBe("one-content");
        refusal.Message.ShouldStartWith($"web-base {spec.Version} has been made from {SimulatorWorld.EncryptedImageId} (");
        refusal.Message.ShouldEndWith($"but the spec now finds {newer}; promote {newer} under a new version, or go on with source.imageId: {SimulatorWorld.EncryptedImageId}");
        Ids(flow).ShouldBe(images);
        flow.Copies(Targets[1]).Count.ShouldBe(calls);
    }

    [Fact]
    public async Task ImageIdCorrected_TheRerunIsRefused()
    {
        await using var flow = await Flow.StartAsync(server);
        await FailPartlyAsync(flow, flow.Spec(Targets));
        var other = Publish(flow, "web-base-2026.11.24-fixed");

        var result = await flow.RunAsync(Named(flow, other));

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("one-content");
    }

    [Fact]
    public async Task CopyInARegionThatTheSpecNoLongerHas_StillCounts()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Targets).With("intake", new { kmsKeyId = SpecBuilder.KeyIn(Flow.Home), after = "keep" });
        await FailPartlyAsync(flow, spec);
        // Somebody has tidied up the intake; the only copy left is in a region that the corrected spec does not name.
        var intake = flow.OurImages(Flow.Home).ShouldHaveSingleItem().ImageId;
        await flow.DeleteAsync(Flow.Home, intake);
        var other = Publish(flow, "web-base-2026.11.24-fixed");
        await flow.UntilListedAsync(spec.WorkflowId);

        var result = await flow.RunAsync(Named(flow, other, "cn-beijing"));

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Refusals.ShouldHaveSingleItem().Message.ShouldContain(" in cn-shanghai)");
    }

    [Fact]
    public async Task SourceIsGone_TheRerunGoesOnFromTheIntake()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Targets);
        await FailPartlyAsync(flow, spec);
        flow.Simulator.State.UnshareImage(SimulatorWorld.EncryptedImageId, SimulatorWorld.OurAccount);

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Source!.ImageId.ShouldBe(SimulatorWorld.EncryptedImageId);
        result.Intake!.Adopted.ShouldBeTrue();
        flow.OurImages(Targets[1]).ShouldHaveSingleItem().Tags[Lineage.SourceImage].ShouldBe(SimulatorWorld.EncryptedImageId);
    }

    [Fact]
    public async Task SourceIsGoneAndSoIsTheIntake_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Targets);
        await FailPartlyAsync(flow, spec);
        await flow.DeleteAsync(Flow.Home, flow.OurImages(Flow.Home).ShouldHaveSingleItem().ImageId);
        flow.Simulator.State.UnshareImage(SimulatorWorld.EncryptedImageId, SimulatorWorld.OurAccount);

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("source-found");
    }

    private static SpecBuilder Named(Flow flow, string imageId, params string[] targets) => flow.Spec(targets.Length == 0 ? Targets : targets)
        .With("source", new { region = Flow.Home, owner = SimulatorWorld.PublisherAccount, imageId });

    private static async Task FailPartlyAsync(Flow flow, SpecBuilder spec)
    {
        flow.Simulator.Faults.Add(new()
        {
            Kind = FaultKind.Error,
            Action = "CopyImage",
            Region = Targets[1],
            Code = "OperationDenied.NonCompliantDestinationRegion",
            HttpStatus = 403,
        });
        (await flow.RunAsync(spec)).Outcome.ShouldBe(OperationOutcome.PartlyFailed);
    }

    private static string Publish(Flow flow, string name) => flow.Simulator.State.AddImage(SimulatorWorld.PublisherAccount, new()
    {
        Region = Flow.Home,
        Name = name,
        Id = "m-bp1newer0000000001",
        CreationTime = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero),
        Disks = [new(40, flow.Simulator.State.Image(SimulatorWorld.EncryptedImageId).KMSKeyId)],
        SharedWith = [SimulatorWorld.OurAccount],
    });

    private static IReadOnlyList<string> Ids(Flow flow) => [.. flow.OurImages().Select(image => image.ImageId)];
}
