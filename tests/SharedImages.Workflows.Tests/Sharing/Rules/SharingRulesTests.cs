namespace SharedImages.Workflows.Tests;

public sealed class SharingRulesTests
{
    private static readonly SharingSpec Spec = SharingJson.Read().Spec! with { Add = ["3", "4"], Remove = ["5"] };

    [Fact]
    public void Plan_LeavesAloneWhatIsSo() =>
        SharingRules.Plan(Spec, "1", [new("cn-shanghai", "m-1", ["4", "5", "9"]), new("us-east-1", "m-2", ["3", "4"])])
            .Select(change => (change.ToString(), string.Join(' ', change.Add), string.Join(' ', change.Remove)))
            .ShouldBe([("cn-shanghai/m-1", "3", "5"), ("us-east-1/m-2", "", "")]);

    [Fact]
    public void Found_AnImageThatTwoReferencesMean_IsRefused()
    {
        var left = new UsedImage { Region = "cn-shanghai", ImageId = "m-1", Name = "web", OwnerId = "1" };
        var refusal = new Refusal("account", "another");

        var (images, refusals) = SharingRules.Found([new("1", "test", [left], [refusal]), new("1", "test", [left], [refusal])]);

        images.ShouldBe([new("cn-shanghai", "m-1")]);
        refusals.ShouldBe([refusal, new("image-once", "m-1 in cn-shanghai is meant 2 times; leave out of images what a promotion named there has left anyway")]);
    }

    [Fact]
    public void Losses_AreALinePerAccount()
    {
        var losses = SharingRules.Losses([new("cn-shanghai", "m-1", "1", [], ["5", "6"]), new("us-east-1", "m-2", "1", ["3"], ["5"])]);

        losses.ShouldBe(["5 loses cn-shanghai/m-1, us-east-1/m-2", "6 loses cn-shanghai/m-1"]);
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    public void Confirmation_IsNeededForALossAlone(bool confirmed, bool loses, bool refused) =>
        SharingRules.Confirmation(Spec with { Confirmed = confirmed }, loses ? ["5 loses m-1"] : []).Any().ShouldBe(refused);

    [Theory]
    [InlineData(StepErrorKind.Invalid, true)]
    [InlineData(StepErrorKind.RegionNotFound, true)]
    [InlineData(StepErrorKind.Idempotency, true)]
    [InlineData(StepErrorKind.Permission, false)]
    [InlineData(StepErrorKind.Quota, false)]
    [InlineData(StepErrorKind.Untrusted, false)]
    [InlineData(StepErrorKind.Unreachable, false)]
    [InlineData(StepErrorKind.NotFound, false)]
    [InlineData(StepErrorKind.OtherAccount, false)]
    public void WhatNobodyCanPutRight_IsFinal(StepErrorKind kind, bool isFinal) => new StepError(kind, "what", "do").NeedsAnotherSpec().ShouldBe(isFinal);
}
