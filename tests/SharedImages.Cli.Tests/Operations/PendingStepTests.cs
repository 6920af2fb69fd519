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
    public void Trouble_IsBounded() => PendingStep.Trouble("ResolveSource", new() { Message = new('x', 10_000) }).ShouldBe(new string('x', 499) + "…");

    [Fact]
    public void Trouble_OfACopyThatIsNotReady_IsNone()
    {
        var notReady = new Failure { Message = "cn-shanghai m-1 is Creating, 25 %", ApplicationFailureInfo = new() { Type = "NotReady" } };

        PendingStep.Trouble("WaitImage", notReady).ShouldBeNull();
        PendingStep.Trouble("VerifyImage", notReady).ShouldBe("cn-shanghai m-1 is Creating, 25 %");
    }
}
