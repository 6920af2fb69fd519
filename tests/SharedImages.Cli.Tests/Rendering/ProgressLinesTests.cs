using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class ProgressLinesTests
{
    [Fact]
    public void FirstLook_TellsPhaseAndWhatHasBegun() =>
        ProgressLines.Between(null, Views.Of(Views.Region(ItemState.Waiting), Views.Region(ItemState.Pending, null, "us-east-1"))).ShouldBe(
        [
            "promote/web-base/1: distributing",
            "cn-shanghai (distribution): waiting, m-1",
        ]);

    [Fact]
    public void NothingNew_IsSilent()
    {
        var view = Views.Of(Views.Region(ItemState.Waiting)) with { Pending = [Views.Waiting(25)] };

        ProgressLines.Between(view, view with { AsOf = Views.Now.AddMinutes(1) }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(20, 29, false)]
    [InlineData(29, 30, true)]
    public void Percents_AreToldInStepsOfTen(int before, int after, bool told) =>
        ProgressLines.Between(At(before), At(after)).Any().ShouldBe(told);

    [Fact]
    public void AChange_IsOneLineWithWhatIsLeft() =>
        ProgressLines.Between(At(10), At(50)).ShouldBe(["cn-shanghai (distribution): waiting, 50 %, 10 min left, m-1"]);

    [Fact]
    public void AFleet_IsToldWhenOneMoreIsDoneOrHasFailed()
    {
        var before = Views.Fleet(new(12, 5, 0, 2));

        ProgressLines.Between(before, Views.Fleet(new(12, 5, 0, 1))).ShouldBeEmpty();
        ProgressLines.Between(before, Views.Fleet(new(12, 6, 0, 1))).ShouldBe(["6 of 12 instances as asked, 1 under way"]);
        ProgressLines.Between(before, Views.Fleet(new(12, 5, 1, 1))).ShouldBe(["5 of 12 instances as asked, 1 failed, 1 under way"]);
    }

    [Fact]
    public void Parking_SaysWhy() =>
        ProgressLines.Between(Views.Of(Views.Region(ItemState.Looking, null)), Views.Of(Views.Parked()))
            .ShouldBe(["cn-shanghai (distribution): parked: copy: copy m-0: Forbidden: The key is disabled."]);

    [Fact]
    public void ANotice_ComesOnceAndGoes()
    {
        var well = Views.Of(Views.Region(ItemState.Waiting));
        var silent = well with { Notice = "Temporal does not answer" };

        ProgressLines.Between(well, silent).ShouldBe(["Temporal does not answer"]);
        ProgressLines.Between(silent, silent).ShouldBeEmpty();
        ProgressLines.Between(silent, well).ShouldBe(["Goes on."]);
    }

    [Fact]
    public void CodeThatFails_IsSaidOnce()
    {
        var well = Views.Of(Views.Region(ItemState.Waiting));
        var failing = well with { Failing = [new("cn-shanghai", $"{Views.Id}/cn-shanghai", 2, "NonDeterministicError", "changed")] };

        ProgressLines.Between(well, failing).ShouldBe(["cn-shanghai cannot go on: the worker fails at its code, attempt 2 (NonDeterministicError: changed)"]);
        ProgressLines.Between(failing, failing with { Failing = [failing.Failing[0] with { Attempt = 3 }] }).ShouldBeEmpty();
    }

    private static OperationView At(int percent) => Views.Of(Views.Region(ItemState.Waiting)) with { Pending = [Views.Waiting(percent)] };
}
