using SharedImages.Workflows;
using Temporalio.Api.Failure.V1;

namespace SharedImages.Cli.Tests;

public sealed class PendingStepTests
{
    private const string Real = "cn-shanghai: DescribeImages: connection refused";

    [Fact]
    public void Trouble_IsTheMessage_WhateverTheServerPutsBeforeIt()
    {
        var real = new Failure { Message = Real, ApplicationFailureInfo = new() { Type = "Transient" } };

        PendingStep.Trouble("ResolveSource", real).ShouldBe(Real);
        PendingStep.Trouble("ResolveSource", new() { Message = "Failure exceeds size limit.", ServerFailureInfo = new(), Cause = real }).ShouldBe(Real);
        PendingStep.Trouble(PendingStep.Wait, real).ShouldBe(Real);
        PendingStep.Trouble("ResolveSource", null).ShouldBeNull();
    }

    [Fact]
    public void NewestLooks_AreTheOwn_ThoseBesideAnother_AndThoseFromBefore()
    {
        var (own, beside, from) = (Step("m-1", 40), Step("m-2", 10), Step("m-3", 20));
        var asked = own with { Beside = [Look("m-2", 30), Look("m-1", 5), Look("m-9", 90)] };

        var steps = PendingStep.WithNewestLooks([asked, beside, from, Step("m-4", 1), new("cn-beijing", "CopyImage", 1, null, null)], [Step("m-3", 50), Step("m-2", 20)]);

        steps.Select(step => (step.Copy?.ImageId, step.Copy?.Progress)).ShouldBe([("m-1", 40), ("m-2", 30), ("m-3", 50), ("m-4", 1), (null, null)]);
    }

    private static PendingStep Step(string imageId, int progress) => new("cn-shanghai", PendingStep.Wait, 3, Look(imageId, progress), null);

    private static CopyLook Look(string imageId, int progress) =>
        new("Creating", progress, Views.Now, 0, Views.Now, Views.Now.AddMinutes(progress), true) { ImageId = imageId };

    [Fact]
    public void Trouble_IsBounded() => PendingStep.Trouble("ResolveSource", new() { Message = new('x', 10_000) }).ShouldBe(new string('x', 499) + "…");

    [Fact]
    public void Trouble_OfACopyThatIsNotReady_IsNone()
    {
        var notReady = new Failure { Message = "cn-shanghai m-1 is Creating, 25 %", ApplicationFailureInfo = new() { Type = "NotReady" } };

        PendingStep.Trouble("WaitImage", notReady).ShouldBeNull();
        PendingStep.Trouble("VerifyImage", notReady).ShouldBe("cn-shanghai m-1 is Creating, 25 %");
    }
}
