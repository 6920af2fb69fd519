using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class RefreshRulesTests
{
    private const string Region = "cn-shanghai";
    private static readonly Drift Name = new("name", "web-base-1", "another", CanBeRepaired: true);
    private static readonly Drift Key = new("key asked for", "key-sh", "another", CanBeRepaired: false);
    private static readonly StepError NoAnswer = new(StepErrorKind.Unreachable, $"{Region}: no answer", "try again");
    private static readonly RefreshSpec Spec = RefreshJson.Read().Spec!;

    public enum Held
    {
        Nothing,
        Unfinished,
        Finished,
        FinishedWithDrift,
        FinishedForGood,
        Retiring,
        Recalled,
        NotKnown,
    }

    public enum Promotion
    {
        None,
        Open,
        Ended,
        EndedWithoutIt,
        Retired,
    }

    [Theory]
    [InlineData(Held.Retiring, RegionState.Retiring)]
    [InlineData(Held.Recalled, RegionState.Recalled)]
    public void WhatIsOnItsWayOutInOneRegion_IsNotMadeInAnother(Held held, RegionState state)
    {
        var difference = RefreshRules.Difference(Report(Promotion.Ended, ("a", held), ("b", Held.Nothing), ("c", Held.Finished)));

        difference.Select(region => region.State).ShouldBe([state, state, RegionState.Current]);
        RefreshRules.NeedsPromotion(difference).ShouldBeFalse();
    }

    /// <summary>What the region holds, and how it stands when there is no promotion, one under way, one that has ended, one that has ended and left it out, and one whose version is retired.</summary>
    [Theory]
    [InlineData(Held.Nothing, RegionState.Missing, RegionState.Building, RegionState.Missing, RegionState.Skipped, RegionState.Retiring)]
    [InlineData(Held.Unfinished, RegionState.Missing, RegionState.Building, RegionState.Missing, RegionState.Skipped, RegionState.Retiring)]
    [InlineData(Held.Finished, RegionState.Current, RegionState.Current, RegionState.Current, RegionState.Current, RegionState.Current)]
    [InlineData(Held.FinishedWithDrift, RegionState.Drifted, RegionState.Drifted, RegionState.Drifted, RegionState.Drifted, RegionState.Drifted)]
    [InlineData(Held.FinishedForGood, RegionState.Drifted, RegionState.Drifted, RegionState.Drifted, RegionState.Drifted, RegionState.Drifted)]
    [InlineData(Held.Retiring, RegionState.Retiring, RegionState.Retiring, RegionState.Retiring, RegionState.Retiring, RegionState.Retiring)]
    [InlineData(Held.Recalled, RegionState.Recalled, RegionState.Recalled, RegionState.Recalled, RegionState.Recalled, RegionState.Recalled)]
    [InlineData(Held.NotKnown, RegionState.Unknown, RegionState.Unknown, RegionState.Unknown, RegionState.Unknown, RegionState.Unknown)]
    public void ARegion_StandsAsWhatItHoldsAndWhatTemporalKnows(Held held, RegionState none, RegionState open, RegionState ended, RegionState without, RegionState retired)
    {
        foreach (var (promotion, expected) in Enum.GetValues<Promotion>().Zip([none, open, ended, without, retired]))
        {
            var found = RefreshRules.Difference(Report(promotion, (Region, held))).ShouldHaveSingleItem();

            found.State.ShouldBe(expected, $"{held}, {promotion}");
            found.Region.ShouldBe(Region);
            found.ImageId.ShouldBe(held is Held.Nothing or Held.NotKnown ? null : $"m-{Region}");
            found.Drift.ShouldBe(held switch { Held.FinishedWithDrift => [Name, Key], Held.FinishedForGood => [Key], _ => [] });
            found.Error.ShouldBe(held == Held.NotKnown ? NoAnswer : null);
            RefreshRules.NeedsPromotion([found]).ShouldBe(expected is RegionState.Missing or RegionState.Building);
            RefreshRules.Repairs(Spec, [found]).Count.ShouldBe(held == Held.FinishedWithDrift ? 1 : 0);
            RefreshRules.Repairs(Spec with { Drift = DriftPolicy.Report }, [found]).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Regions_KeepTheOrderOfTheSpec() =>
        RefreshRules.Difference(Report(Promotion.None, ("us-east-1", Held.Nothing), (Region, Held.Finished))).Select(region => region.Region).ShouldBe(["us-east-1", Region]);

    [Fact]
    public void AfterwardsThereIsNothingToDo() => Worlds.Sample(
        world =>
        {
            var (spec, report) = world;
            var difference = RefreshRules.Difference(report);
            var after = Applied(spec, report, difference);
            var second = RefreshRules.Difference(after);
            return !RefreshRules.NeedsPromotion(second) && RefreshRules.Repairs(spec, second).Count == 0;
        },
        iter: 10_000,
        print: Print);

    [Fact]
    public void WhatSomebodyDecided_AndWhatCannotBeAsked_IsLeftAlone() => Worlds.Sample(
        world =>
        {
            var (spec, report) = world;
            var difference = RefreshRules.Difference(report);
            var touched = RefreshRules.Repairs(spec, difference).Select(region => region.Region).ToHashSet(StringComparer.Ordinal);
            return report.Regions.All(region =>
                (region.Image is not ({ Mark: not ImageMark.None } or { IsDone: false }) && region.Error is null) || !touched.Contains(region.Region));
        },
        iter: 10_000,
        print: Print);

    // A promotion makes what is missing, but for what somebody has it leave out; a repair sets what can be set.
    private static RefreshReport Applied(RefreshSpec spec, RefreshReport report, IReadOnlyList<RegionDifference> difference)
    {
        var promotion = RefreshRules.NeedsPromotion(difference) ? report.Promotion is { IsOpen: false } ended ? ended : new KnownPromotion(false, []) : report.Promotion;
        var repaired = RefreshRules.Repairs(spec, difference).Select(region => region.Region).ToHashSet(StringComparer.Ordinal);
        return report with
        {
            Promotion = promotion,
            Regions = [.. report.Regions.Zip(difference).Select(pair => pair.Second.State switch
            {
                RegionState.Missing or RegionState.Building => pair.First with { Image = new($"m-{pair.First.Region}", true, ImageMark.None, [], []) },
                RegionState.Drifted when repaired.Contains(pair.First.Region) => pair.First with { Image = pair.First.Image! with { Drift = [.. pair.First.Image.Drift.Where(drift => !drift.CanBeRepaired)] } },
                _ => pair.First,
            })],
        };
    }

    private static readonly Gen<(RefreshSpec Spec, RefreshReport Report)> Worlds =
        Gen.Select(Gen.Enum<DriftPolicy>(), Gen.Enum<Promotion>(), Gen.Enum<Held>().Array[1, 8]).Select((drift, promotion, held) =>
            (Spec with { Drift = drift }, Report(promotion, [.. held.Select((one, number) => (number == 0 ? Region : $"region-{number}", one))])));

    private static RefreshReport Report(Promotion promotion, params IReadOnlyList<(string Region, Held Held)> regions) => new(
        "1000000000000001",
        "tests",
        Specs.Source(encrypted: true),
        "1",
        [],
        promotion switch
        {
            Promotion.None => null,
            Promotion.Open => new(true, []),
            Promotion.Ended => new(false, []),
            Promotion.Retired => new(false, [], IsRetired: true),
            _ => new(false, [Region]),
        },
        [.. regions.Select(region => Holding(region.Region, region.Held))],
        [],
        0,
        [],
        []);

    private static RegionHolding Holding(string region, Held held) => held switch
    {
        Held.Nothing => new(region, null, null),
        Held.NotKnown => new(region, null, NoAnswer),
        _ => new(
            region,
            new(
                $"m-{region}",
                held != Held.Unfinished,
                held switch { Held.Retiring => ImageMark.Retiring, Held.Recalled => ImageMark.Recalled, _ => ImageMark.None },
                held switch { Held.FinishedWithDrift => [Name, Key], Held.FinishedForGood => [Key], _ => [] },
                []),
            null),
    };

    private static string Print((RefreshSpec Spec, RefreshReport Report) world) =>
        $"{world.Spec.Drift}, {world.Report.Promotion}: {string.Join(" | ", world.Report.Regions)}";
}
