namespace SharedImages.Workflows.Tests;

public sealed class RefreshResultsTests
{
    private static readonly RefreshSpec Spec = RefreshJson.Read().Spec!;
    private static readonly StepError Error = new(StepErrorKind.Permission, "r0: no right", "grant it");
    private static readonly Drift Name = new("name", "web-base-1", "another", CanBeRepaired: true);
    private static readonly RefreshReport Report = new("1000000000000001", "tests", Specs.Source(encrypted: true), "1", [], null, [], [new("r0", "m-9", "planted")], 30, [], []);

    /// <summary>How each region was found and what became of it.</summary>
    [Theory]
    [InlineData("Current:Done Current:Done", OperationOutcome.Completed, "web-base 1: 2 current of 2 regions.")]
    [InlineData("Current:Done Missing:Done", OperationOutcome.Completed, "web-base 1: 1 current, 1 missing of 2 regions; 1 made.")]
    [InlineData("Building:Done Missing:Done", OperationOutcome.Completed, "web-base 1: 1 missing, 1 building of 2 regions; 2 made.")]
    [InlineData("Drifted:Pending", OperationOutcome.Completed, "web-base 1: 1 drifted of 1 region.")]
    [InlineData("Drifted:Repaired Skipped:Skipped", OperationOutcome.Completed, "web-base 1: 1 drifted, 1 skipped of 2 regions; 1 repaired.")]
    [InlineData("Unknown:Failed Current:Done", OperationOutcome.PartlyFailed, "web-base 1: 1 current, 1 unknown of 2 regions; r0 failed (no right; grant it).")]
    [InlineData("Missing:Failed", OperationOutcome.Failed, "web-base 1: 1 missing of 1 region; r0 failed (no right; grant it).")]
    public void Ended_SaysWhatWasFoundAndWhatBecameOfIt(string regions, OperationOutcome outcome, string summary)
    {
        var result = RefreshResults.Ended(Spec, Report, Regions(regions), promotion: null, end: null, []);

        result.Outcome.ShouldBe(outcome);
        result.Summary.ShouldBe(summary);
        result.Promotion.ShouldBeNull();
        (result.Foreign.Count, result.ForeignCount).ShouldBe((1, 30));
    }

    [Fact]
    public void Ended_NamesThePromotionAndHowItEnded()
    {
        var result = RefreshResults.Ended(Spec, Report, Regions("Missing:Failed"), new("run-1", true, []), new(OperationOutcome.Failed, "web-base 1: nothing was made.", []), []);

        (result.Promotion, result.PromotionRunId, result.Joined).ShouldBe(("promote/web-base/1", "run-1", true));
        result.Summary.ShouldBe("web-base 1: 1 missing of 1 region; r0 failed (no right; grant it); its promotion: web-base 1: nothing was made.");
    }

    [Fact]
    public void Ended_AChannelThatIsStuck_IsATrouble()
    {
        var result = RefreshResults.Ended(Spec, Report, Regions("Current:Done"), null, null, [new("dev", ItemState.Failed, "channel/web-base/dev", "r0 was not moved."), new("prod", ItemState.Pending, null, "the one before it could not be moved")]);

        result.Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        result.Summary.ShouldBe("web-base 1: 1 current of 1 region; dev was not moved (r0 was not moved).");
    }

    [Fact]
    public void Ended_ASummaryIsAHeadline()
    {
        var result = RefreshResults.Ended(Spec, Report, Regions(string.Join(' ', Enumerable.Repeat("Missing:Failed", 60))), null, null, []);

        result.Summary.Split("failed").Length.ShouldBe(11);
        result.Regions.Count.ShouldBe(60);
    }

    [Fact]
    public void Planned_ChangesNothing()
    {
        var result = RefreshResults.Planned(Spec, Report, Regions("Missing:Pending Current:Done"), DateTimeOffset.UnixEpoch);

        (result.Plan, result.Outcome).ShouldBe((true, OperationOutcome.Completed));
        result.Summary.ShouldBe("web-base 1: 1 current, 1 missing of 2 regions. Nothing was changed.");
    }

    [Fact]
    public void Canceled_SaysThatItsPromotionGoesOn()
    {
        RefreshResults.Canceled(Spec, Report, new("run-1", false, [])).Summary
            .ShouldBe("web-base 1: the refresh was canceled. The promotion promote/web-base/1 goes on; to stop that too, cancel it.");
        RefreshResults.Canceled(Spec, null, null).Summary.ShouldBe("web-base: the refresh was canceled.");
    }

    [Fact]
    public void Refused_SaysWhyAndThatNothingWasWritten()
    {
        RefreshResults.Refused(Spec, null, [new("trusted-owner", "not trusted")]).Summary.ShouldBe("web-base was refused before any write: not trusted");
        RefreshResults.Refused(Spec, Report, [new("trusted-owner", "not trusted")]).Summary.ShouldBe("web-base 1 was refused before any write: not trusted");
    }

    /// <summary>How it was found, how its promotion ended for it ("-" = said nothing), and how it stands then.</summary>
    [Theory]
    [InlineData(RegionState.Missing, "Done", OperationOutcome.Completed, ItemState.Done)]
    [InlineData(RegionState.Building, "Done", OperationOutcome.PartlyFailed, ItemState.Done)]
    [InlineData(RegionState.Missing, "Skipped", OperationOutcome.Completed, ItemState.Skipped)]
    [InlineData(RegionState.Missing, "Failed", OperationOutcome.PartlyFailed, ItemState.Failed)]
    [InlineData(RegionState.Missing, "Undone", OperationOutcome.Canceled, ItemState.Failed)]
    [InlineData(RegionState.Missing, "-", OperationOutcome.Completed, ItemState.Skipped)]
    [InlineData(RegionState.Missing, "-", OperationOutcome.Failed, ItemState.Failed)]
    [InlineData(RegionState.Current, "Failed", OperationOutcome.PartlyFailed, ItemState.Done)]
    [InlineData(RegionState.Drifted, "Done", OperationOutcome.Completed, ItemState.Pending)]
    [InlineData(RegionState.Skipped, "Skipped", OperationOutcome.Completed, ItemState.Skipped)]
    [InlineData(RegionState.Retiring, "Done", OperationOutcome.Completed, ItemState.Skipped)]
    [InlineData(RegionState.Recalled, "Done", OperationOutcome.Completed, ItemState.Skipped)]
    [InlineData(RegionState.Unknown, "Done", OperationOutcome.Completed, ItemState.Failed)]
    public void AsPromoted_IsOfWhatItWasToMakeAlone(RegionState found, string promoted, OperationOutcome outcome, ItemState state)
    {
        var difference = new RegionDifference("r0", found, "m-0", found == RegionState.Drifted ? [Name] : [], found == RegionState.Unknown ? Error : null);
        IReadOnlyList<PromotedRegion> regions = promoted == "-" ? [] : [new("r0", Enum.Parse<ItemState>(promoted), "m-1", null)];

        var region = RefreshResults.AsPromoted(difference, new(outcome, "", regions));

        (region.Found, region.State).ShouldBe((found, state));
        region.ImageId.ShouldBe(promoted != "-" && found is RegionState.Missing or RegionState.Building ? "m-1" : "m-0");
        region.Drift.ShouldBe(difference.Drift);
    }

    private static IReadOnlyList<RegionRefresh> Regions(string text) =>
        [.. text.Split(' ').Select((region, number) => region.Split(':') is [var found, var state]
            ? new RegionRefresh
            {
                Region = $"r{number}",
                Found = Enum.Parse<RegionState>(found),
                State = state == "Repaired" ? ItemState.Done : Enum.Parse<ItemState>(state),
                Repaired = state == "Repaired" ? [Name] : [],
                Error = state == "Failed" ? Error : null,
            }
            : throw new ArgumentException(region))];
}
