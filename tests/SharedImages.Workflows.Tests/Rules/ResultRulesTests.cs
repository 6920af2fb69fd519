namespace SharedImages.Workflows.Tests;

public sealed class ResultRulesTests
{
    private static readonly PromotionSpec Spec = new(
        "web-base",
        "1",
        null,
        new("cn-hangzhou", "2", "m-0", null),
        null,
        [new("cn-shanghai", false, null), new("us-east-1", false, null)],
        new("web-base-1", "", "", new Dictionary<string, string>()),
        new([]),
        OnFailure.Keep);

    private static readonly SourceImage Source = new() { ImageId = "m-0", Name = "web", Region = "cn-hangzhou", OwnerId = "2" };

    private static readonly StepError Trouble = new(StepErrorKind.Permission, "us-east-1: copy m-1: no right.", "grant it");

    [Theory]
    [InlineData(RegionState.Done, RegionState.Done, true, PromotionOutcome.Completed)]
    [InlineData(RegionState.Done, RegionState.Failed, false, PromotionOutcome.PartlyFailed)]
    [InlineData(RegionState.Skipped, RegionState.Done, false, PromotionOutcome.PartlyFailed)]
    [InlineData(RegionState.Done, RegionState.Undone, false, PromotionOutcome.PartlyFailed)]
    [InlineData(RegionState.Failed, RegionState.Skipped, false, PromotionOutcome.Failed)]
    [InlineData(RegionState.Canceled, RegionState.Undone, false, PromotionOutcome.Failed)]
    public void Outcome_IsThatOfTheTargets(RegionState shanghai, RegionState usEast, bool complete, PromotionOutcome outcome)
    {
        IReadOnlyList<RegionOutcome> outcomes = [Region("cn-hangzhou", RegionState.Done, Hop.Intake), Region("cn-shanghai", shanghai), Region("us-east-1", usEast)];

        ResultRules.IsComplete(Spec, outcomes).ShouldBe(complete);
        ResultRules.Ended(Spec, Source, outcomes, complete, null).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public void Regions_AreTheTargetsInTheSpecsOrder_AndTheIntakeIsNotAmongThem()
    {
        var result = ResultRules.Ended(
            Spec, Source, [Region("us-east-1", RegionState.Done), Region("cn-shanghai", RegionState.Done), Region("cn-hangzhou", RegionState.Done, Hop.Intake)], true, null);

        result.Regions.Select(region => region.Region).ShouldBe(["cn-shanghai", "us-east-1"]);
        result.Intake!.Region.ShouldBe("cn-hangzhou");
        result.Summary.ShouldBe("web-base 1: 2 of 2 regions done.");
    }

    [Fact]
    public void SourceRegionThatIsATarget_HasNoIntakeOfItsOwn()
    {
        var spec = Spec with { Targets = [new("cn-hangzhou", false, null)] };

        var result = ResultRules.Ended(spec, Source, [Region("cn-hangzhou", RegionState.Done, Hop.Intake)], true, null);

        result.Intake.ShouldBeNull();
        result.Regions.ShouldHaveSingleItem().Region.ShouldBe("cn-hangzhou");
    }

    [Fact]
    public void Summary_NamesEveryTroubleAndWhatToDo_WithoutTheRegionTwice() =>
        ResultRules.Ended(Spec, Source, [Region("cn-shanghai", RegionState.Done), Region("us-east-1", RegionState.Skipped) with { Error = Trouble }], false, null)
            .Summary.ShouldBe("web-base 1: 1 of 2 regions done; us-east-1 skipped (copy m-1: no right; grant it).");

    [Fact]
    public void FailedIntake_ComesBeforeTheRegionsThatWereNotBegun() =>
        ResultRules.Ended(Spec, Source, [Region("cn-hangzhou", RegionState.Failed, Hop.Intake) with { Error = Trouble }], false, null)
            .Summary.ShouldStartWith("web-base 1: 0 of 2 regions done; cn-hangzhou failed (us-east-1: copy m-1: no right; grant it); cn-shanghai failed (not begun, because");

    [Theory]
    [InlineData(0, "Removed 2 images and 1 snapshot; nothing is left.")]
    [InlineData(1, "Removed 2 images and 1 snapshot; left: image m-9 in us-east-1.")]
    public void Cancelled_SaysWhatIsLeft(int left, string text) =>
        ResultRules.Canceled(Spec, Source, [], Undo(left)).Summary.ShouldBe($"web-base 1 was cancelled. {text}");

    [Fact]
    public void Memo_IsBounded()
    {
        var many = new UndoReport([.. Enumerable.Repeat(new ImageRef("r", "m"), 60)], [], [], [.. Enumerable.Repeat(new Leftover("r", "image m", null), 60)]);

        var bounded = ResultRules.Bounded(ResultRules.Canceled(Spec, Source, [Region("cn-shanghai", RegionState.Canceled)], many));

        bounded.Regions.ShouldBeEmpty();
        bounded.Undo!.RemovedImages.Count.ShouldBe(15);
        bounded.Undo.Left.Count.ShouldBe(15);
    }

    private static UndoReport Undo(int left) => new(
        [new("cn-shanghai", "m-1"), new("us-east-1", "m-2")],
        [new("cn-shanghai", "s-1")],
        [],
        [.. Enumerable.Repeat(new Leftover("us-east-1", "image m-9", null), left)]);

    private static RegionOutcome Region(string region, RegionState state, Hop hop = Hop.Distribution) => new() { Region = region, Hop = hop, State = state };
}
