namespace SharedImages.Workflows.Tests;

public sealed class PartRulesTests
{
    [Theory]
    [InlineData(StepErrorKind.Quota, true, InstanceEnd.BackOnFormerImage)]
    [InlineData(StepErrorKind.NotStarted, true, InstanceEnd.Unchanged)]
    [InlineData(StepErrorKind.Quota, false, InstanceEnd.FailedAsLeft)]
    [InlineData(StepErrorKind.NotStarted, false, InstanceEnd.FailedAsLeft)]
    public void EndOfUntouched(StepErrorKind kind, bool isAsFound, InstanceEnd end) =>
        PartRules.EndOfUntouched(new(kind, "m", "r"), isAsFound).ShouldBe(end);

    [Theory]
    [InlineData("cancel", true)]
    [InlineData("start", false)]
    [InlineData("replace", false)]
    public void IsFit_OnlyWhatWasCancelled(string step, bool isFit) => PartRules.IsFit(new(step, new(StepErrorKind.Invalid, "m", "r"))).ShouldBe(isFit);

    [Fact]
    public void NotBegun_IsNoFailureAndNotAsAsked()
    {
        var outcome = PartRules.NotBegun("cn-hangzhou", new("i-1", 0, "m-1"), "so it is");

        (outcome.End, outcome.HasFailed, outcome.IsAsAsked, outcome.InService, outcome.ImageId).ShouldBe((InstanceEnd.Unchanged, false, false, true, "m-1"));
        outcome.Error!.Message.ShouldBe("cn-hangzhou i-1: not begun, because so it is");
    }
}
