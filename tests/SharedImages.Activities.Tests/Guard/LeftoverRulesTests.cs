using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class LeftoverRulesTests
{
    private const string Account = "1000000000000001";
    private const string Installation = "tests";
    private const int Worlds = 1_000;
    private static readonly DateTimeOffset MadeBefore = Site.Start.AddDays(-7);

    private static readonly Image Unfinished = new()
    {
        ImageId = "m-1",
        ImageOwnerId = Account,
        IsCopied = true,
        Status = ImageStatus.Available,
        Usage = "none",
        CreationTime = MadeBefore.AddMinutes(-1),
        Tags =
        [
            new(Lineage.Promotion, "web-base"), new(Lineage.Version, "1"), new(Lineage.SourceImage, "m-0"), new(Lineage.SourceOwner, "2000000000000002"),
            new(Lineage.CopyKey, "key"), new(Lineage.Run, "run-0"), new(Lineage.Installation, Installation),
        ],
    };

    private static readonly LeftoverFacts Leftover = new("cn-shanghai", Unfinished, [], RunState.Terminated, []);

    /// <summary>What protects an image, alone: how it comes about, and the reason that is given.</summary>
    private static readonly IReadOnlyDictionary<string, Func<LeftoverFacts, LeftoverFacts>> Protections = new SortedDictionary<string, Func<LeftoverFacts, LeftoverFacts>>(StringComparer.Ordinal)
    {
        ["it belongs to 4000000000000004"] = facts => With(facts, facts.Image with { ImageOwnerId = "4000000000000004" }),
        ["it carries only a part of the lineage of a copy that a promotion made"] = facts => With(facts, facts.Image with { IsCopied = false }),
        ["another installation made it"] = facts => Tagged(facts, Lineage.Installation, "elsewhere"),
        ["a promotion has finished it"] = facts => Tagged(facts, Lineage.Done, Lineage.DoneValue),
        ["it is marked: a retirement or a recall has to do with it"] = facts => Tagged(facts, Lineage.Mark, Lineage.RecalledValue),
        ["channel prod points to it"] = facts => Tagged(facts, Lineage.Channel("prod"), Lineage.ChannelValue),
        ["instances of ours run from it"] = facts => With(facts, facts.Image with { Usage = "instance" }),
        ["it is shared with 3000000000000003"] = facts => facts with { SharedWith = ["3000000000000003"] },
        ["it is not old enough"] = facts => With(facts, facts.Image with { CreationTime = MadeBefore.AddSeconds(1) }),
        ["launch/web/1 is under way and may need it"] = facts => facts with { Users = [new("launch/web/1", [])] },
        ["its run is under way"] = facts => facts with { Run = RunState.Open },
        ["its run has completed, which leaves nothing unfinished: somebody has taken its mark away"] = facts => facts with { Run = RunState.Completed },
    };

    public static TheoryData<string> Reasons => [.. Protections.Keys];

    public static TheoryData<string> Proofs => [Lineage.Promotion, Lineage.Version, Lineage.SourceImage, Lineage.SourceOwner, Lineage.CopyKey, Lineage.Run];

    [Theory]
    [InlineData(RunState.Unknown)]
    [InlineData(RunState.Failed)]
    [InlineData(RunState.Canceled)]
    [InlineData(RunState.Terminated)]
    [InlineData(RunState.TimedOut)]
    public void ACopyOfARunThatHasEndedOtherwise_IsOne(RunState run) => KeptFor(Leftover with { Run = run }).ShouldBeNull();

    [Theory]
    [MemberData(nameof(Reasons))]
    public void OneProtectionAlone_KeepsIt(string reason) => KeptFor(Protections[reason](Leftover)).ShouldBe(reason);

    [Theory]
    [MemberData(nameof(Proofs))]
    public void WithoutOneTagOfItsLineage_ItIsNone(string tag) =>
        KeptFor(With(Leftover, Unfinished with { Tags = [.. Unfinished.Tags.Where(other => other.Key != tag)] })).ShouldBe("it carries only a part of the lineage of a copy that a promotion made");

    [Fact]
    public void WhenItWasMadeIsNotKnown_ItIsNone() => KeptFor(With(Leftover, Unfinished with { CreationTime = null })).ShouldBe("it is not old enough");

    [Fact]
    public void RandomWorlds_NothingGoesThatAnythingProtects()
    {
        var random = new Random(20_261_130);
        var kept = 0;
        for (var world = 0; world < Worlds; world++)
        {
            var protections = Protections.Where(_ => random.Next(Protections.Count) == 0).ToList();
            var facts = protections.OrderBy(_ => random.Next()).Aggregate(Leftover, (before, protection) => protection.Value(before));

            var why = KeptFor(facts);

            (why is null).ShouldBe(protections.Count == 0, string.Join(", ", protections.Select(protection => protection.Key)));
            kept += why is null ? 0 : 1;
        }

        kept.ShouldBeInRange(Worlds / 10, Worlds * 9 / 10);
    }

    [Fact]
    public void Refuse_SaysWhichAndWhy() => LeftoverRules.Refuse(Leftover with { Run = RunState.Open }, Account, Installation, MadeBefore)!.ShouldSatisfyAllConditions(
        error => error.Kind.ShouldBe(StepErrorKind.Refused),
        error => error.Message.ShouldBe("cn-shanghai/m-1 is no leftover: its run is under way"));

    private static string? KeptFor(LeftoverFacts facts) => LeftoverRules.KeptFor(facts, Account, Installation, MadeBefore);

    private static LeftoverFacts With(LeftoverFacts facts, Image image) => facts with { Image = image };

    private static LeftoverFacts Tagged(LeftoverFacts facts, string key, string value) =>
        With(facts, facts.Image with { Tags = [.. facts.Image.Tags.Where(tag => tag.Key != key), new(key, value)] });
}
