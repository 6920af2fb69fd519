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

    private static readonly SourceImage Source = new() { ImageId = "m-0", Name = "web", Region = "cn-hangzhou", OwnerId = "2", OriginId = "2", Content = "c" };

    private static readonly StepError Trouble = new(StepErrorKind.Permission, "us-east-1: copy m-1: no right.", "grant it");

    [Theory]
    [InlineData(ItemState.Done, ItemState.Done, true, OperationOutcome.Completed)]
    [InlineData(ItemState.Done, ItemState.Failed, false, OperationOutcome.PartlyFailed)]
    [InlineData(ItemState.Skipped, ItemState.Done, true, OperationOutcome.Completed)]
    [InlineData(ItemState.Skipped, ItemState.Skipped, false, OperationOutcome.Failed)]
    [InlineData(ItemState.Done, ItemState.Undone, false, OperationOutcome.PartlyFailed)]
    [InlineData(ItemState.Failed, ItemState.Skipped, false, OperationOutcome.Failed)]
    [InlineData(ItemState.Canceled, ItemState.Undone, false, OperationOutcome.Failed)]
    public void Outcome_IsThatOfTheTargets(ItemState shanghai, ItemState usEast, bool complete, OperationOutcome outcome)
    {
        IReadOnlyList<RegionOutcome> outcomes = [Region("cn-hangzhou", ItemState.Done, Hop.Intake), Region("cn-shanghai", shanghai), Region("us-east-1", usEast)];

        ResultRules.IsComplete(Spec, outcomes).ShouldBe(complete);
        ResultRules.Ended(Spec, Source, outcomes, complete, null).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public void Regions_AreTheTargetsInTheSpecsOrder_AndTheIntakeIsNotAmongThem()
    {
        var result = ResultRules.Ended(
            Spec, Source, [Region("us-east-1", ItemState.Done), Region("cn-shanghai", ItemState.Done), Region("cn-hangzhou", ItemState.Done, Hop.Intake)], true, null);

        result.Regions.Select(region => region.Region).ShouldBe(["cn-shanghai", "us-east-1"]);
        result.Intake!.Region.ShouldBe("cn-hangzhou");
        result.Summary.ShouldBe("web-base 1: 2 of 2 regions done.");
    }

    [Fact]
    public void SourceRegionThatIsATarget_HasNoIntakeOfItsOwn()
    {
        var spec = Spec with { Targets = [new("cn-hangzhou", false, null)] };

        var result = ResultRules.Ended(spec, Source, [Region("cn-hangzhou", ItemState.Done, Hop.Intake)], true, null);

        result.Intake.ShouldBeNull();
        result.Regions.ShouldHaveSingleItem().Region.ShouldBe("cn-hangzhou");
    }

    [Fact]
    public void Summary_NamesEveryTroubleAndWhatToDo_WithoutTheRegionTwice() =>
        ResultRules.Ended(Spec, Source, [Region("cn-shanghai", ItemState.Done), Region("us-east-1", ItemState.Failed) with { Error = Trouble }], false, null)
            .Summary.ShouldBe("web-base 1: 1 of 2 regions done; us-east-1 failed (copy m-1: no right; grant it).");

    [Fact]
    public void Summary_OfASkippedRegion_SaysThatItWasDecidedAndWhatIsLeft()
    {
        var skipped = Region("us-east-1", ItemState.Skipped) with { Error = Trouble };

        Skipping(skipped).ShouldBe("web-base 1: 1 of 2 regions done, 1 skipped by decision (us-east-1).");
        Skipping(skipped with { Left = [new("us-east-1", "image m-9", null)] })
            .ShouldBe("web-base 1: 1 of 2 regions done, 1 skipped by decision (us-east-1); left: image m-9 in us-east-1.");

        static string Skipping(RegionOutcome skipped) =>
            ResultRules.Ended(Spec, Source, [Region("cn-shanghai", ItemState.Done), skipped], true, null).Summary;
    }

    [Fact]
    public void Summary_OfManyTroubles_NamesTen()
    {
        var spec = Spec with { Targets = [.. Enumerable.Range(1, 12).Select(number => new TargetSpec($"region-{number}", false, null))] };

        var summary = ResultRules.Ended(spec, Source, [.. spec.Targets.Select(target => Region(target.Region, ItemState.Failed) with { Error = Trouble })], false, null).Summary;

        summary.ShouldContain("region-10 failed (");
        summary.ShouldNotContain("region-11");
        summary.ShouldEndWith("; and 2 regions more not as asked.");
    }

    [Fact]
    public void FailedIntake_ComesBeforeTheRegionsThatWereNotBegun() =>
        ResultRules.Ended(Spec, Source, [Region("cn-hangzhou", ItemState.Failed, Hop.Intake) with { Error = Trouble }], false, null)
            .Summary.ShouldStartWith("web-base 1: 0 of 2 regions done; cn-hangzhou failed (us-east-1: copy m-1: no right; grant it); cn-shanghai failed (not begun, because");

    [Theory]
    [InlineData(0, 0, "Removed 2 images and 1 snapshot; nothing is left.")]
    [InlineData(1, 0, "Removed 2 images and 1 snapshot; left: image m-9 in us-east-1.")]
    [InlineData(0, 1, "Removed 2 images and 1 snapshot; nothing of this run is left. 1 image of an earlier run stays: m-8 in us-east-1.")]
    [InlineData(1, 2, "Removed 2 images and 1 snapshot; left: image m-9 in us-east-1. 2 images of an earlier run stay: m-8 in us-east-1, m-8 in us-east-1.")]
    public void Cancelled_SaysWhatIsLeftAndWhatStays(int left, int kept, string text) =>
        ResultRules.Canceled(Spec, Source, [], Undo(left, kept)).Summary.ShouldBe($"web-base 1 was canceled. {text}");

    [Fact]
    public void Memo_IsBounded()
    {
        var many = new UndoReport([.. Enumerable.Repeat(new ImageRef("r", "m"), 60)], [], [], [.. Enumerable.Repeat(new Leftover("r", "image m", null), 60)], [.. Enumerable.Repeat(new ImageRef("r", "m"), 60)]);

        var bounded = ResultRules.Bounded(ResultRules.Canceled(Spec, Source, [Region("cn-shanghai", ItemState.Canceled)], many));

        bounded.Regions.ShouldBeEmpty();
        bounded.Undo!.RemovedImages.Count.ShouldBe(15);
        bounded.Undo.Left.Count.ShouldBe(15);
        bounded.Undo.Kept.Count.ShouldBe(15);
    }

    private static UndoReport Undo(int left, int kept) => new(
        [new("cn-shanghai", "m-1"), new("us-east-1", "m-2")],
        [new("cn-shanghai", "s-1")],
        [],
        [.. Enumerable.Repeat(new Leftover("us-east-1", "image m-9", null), left)],
        [.. Enumerable.Repeat(new ImageRef("us-east-1", "m-8"), kept)]);

    private static RegionOutcome Region(string region, ItemState state, Hop hop = Hop.Distribution) => new() { Region = region, Hop = hop, State = state };
}
