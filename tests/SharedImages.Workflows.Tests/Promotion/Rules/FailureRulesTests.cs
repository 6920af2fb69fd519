namespace SharedImages.Workflows.Tests;

public sealed class FailureRulesTests
{
    [Theory]
    [InlineData(StepErrorKind.Invalid, Hop.Distribution, "Fail")]
    [InlineData(StepErrorKind.RegionNotFound, Hop.Distribution, "Fail")]
    [InlineData(StepErrorKind.Idempotency, Hop.Distribution, "Fail")]
    [InlineData(StepErrorKind.Untrusted, Hop.Intake, "Fail")]
    [InlineData(StepErrorKind.Untrusted, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.Permission, Hop.Intake, "Park")]
    [InlineData(StepErrorKind.Quota, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.Account, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.Credentials, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.Unreachable, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.KeyNotFound, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.NotFound, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.NameTaken, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.Stalled, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.Mismatch, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.Internal, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.Refused, Hop.Distribution, "Park")]
    [InlineData(StepErrorKind.OtherAccount, Hop.Intake, "Park")]
    [InlineData(StepErrorKind.InUse, Hop.Distribution, "Park")]
    public void Decide_Kind_LeadsTo(StepErrorKind kind, Hop hop, string expected) =>
        FailureRules.Decide(Error(kind), hop, 0).ToString().ShouldBe(expected);

    [Theory]
    [InlineData(1, "BeginAnew")]
    [InlineData(2, "BeginAnew")]
    [InlineData(3, "Park")]
    public void Decide_FailedCopies_BeginAnewTwiceThenPark(int failedCopies, string expected) =>
        FailureRules.Decide(Error(StepErrorKind.CopyFailed), Hop.Distribution, failedCopies).ToString().ShouldBe(expected);

    [Fact]
    public void NeedsNewToken_DefinitiveRefusal_Yes() => Error(StepErrorKind.Permission).IsAnswered().ShouldBeTrue();

    [Fact]
    public void NeedsNewToken_UnknownAnswer_No()
    {
        Error(StepErrorKind.Unreachable).IsAnswered().ShouldBeFalse();
        Error(StepErrorKind.OtherAccount).IsAnswered().ShouldBeFalse("nothing was sent");
        (Error(StepErrorKind.Credentials) with { AnswerUnknown = true }).IsAnswered().ShouldBeFalse();
    }

    [Fact]
    public void Actions_Intake_CannotBeSkipped()
    {
        FailureRules.Actions(Hop.Intake).ShouldNotContain(ResolveAction.Skip);
        FailureRules.Actions(Hop.Distribution).ShouldContain(ResolveAction.Skip);
    }

    [Fact]
    public void IsUseless_AnAdoptedCopy_OnlyWhenItIsItselfTheTrouble()
    {
        StepErrorKind[] useless = [.. Enum.GetValues<StepErrorKind>().Where(kind => FailureRules.IsUseless(Error(kind)))];

        useless.ShouldBe([StepErrorKind.CopyFailed, StepErrorKind.Stalled, StepErrorKind.Mismatch, StepErrorKind.TestFailed]);
    }

    private static StepError Error(StepErrorKind kind) => new(kind, "what", "remedy");
}
