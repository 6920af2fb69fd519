using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class ResultTextTests
{
    private static readonly PromotionResult Result = new()
    {
        Name = "web-base",
        Version = "1",
        Outcome = PromotionOutcome.Completed,
        Summary = "web-base 1: the summary.",
    };

    [Fact]
    public void Completed_OneRowPerRegion_TheIntakeFirst() =>
        ResultText.Lines(Result with
        {
            Source = new() { ImageId = "m-0", Name = "web", Region = "cn-hangzhou", OwnerId = "2", Encrypted = true },
            Intake = Done("cn-hangzhou") with { Hop = Hop.Intake },
            Regions = [Done("cn-shanghai") with { SharedWith = ["3", "4"], Checks = [Check(CheckResult.Ok), Check(CheckResult.Ok)] }],
        }).ShouldBe(
        [
            "web-base 1: completed, 1 of 1 regions done",
            "Source: m-0 (web) in cn-hangzhou, owner 2, encrypted",
            "",
            "REGION       STATE  IMAGE  ENCRYPTED  SHARED WITH  NOTE",
            "cn-hangzhou  done   m-1    key                     intake",
            "cn-shanghai  done   m-1    key        3 4          2 of 2 checks passed",
        ]);

    [Fact]
    public void Checks_OnlyWhatWasNotAsItShould()
    {
        var lines = ResultText.Lines(Result with
        {
            Regions =
            [
                Done("cn-shanghai") with
                {
                    Checks =
                    [
                        Check(CheckResult.Ok),
                        new("family", CheckResult.Repaired, "web-base", "web-base", "old-base"),
                        new("tag team", CheckResult.Repaired, "platform", "platform", ""),
                        new("boot mode", CheckResult.Differs, "UEFI", "BIOS"),
                    ],
                },
            ],
        });

        lines.Skip(4).ShouldBe(
        [
            "cn-shanghai: family repaired: was old-base, is now web-base",
            "cn-shanghai: tag team repaired: was not set, is now platform",
            "cn-shanghai: boot mode differs: should be UEFI, is BIOS",
        ]);
    }

    [Fact]
    public void PartlyFailed_SaysWhatHappenedAndWhatToDo()
    {
        var lines = ResultText.Lines(Result with
        {
            Outcome = PromotionOutcome.PartlyFailed,
            Regions =
            [
                Done("cn-shanghai"),
                Done("us-east-1") with { State = RegionState.Skipped, ImageId = null, Error = new(StepErrorKind.Permission, "us-east-1: copy m-0: the key is disabled.", "enable it") },
            ],
        }).ToList();

        lines[0].ShouldBe("web-base 1: partlyFailed, 1 of 2 regions done");
        lines[^1].ShouldBe("us-east-1: copy m-0: the key is disabled; enable it");
    }

    [Fact]
    public void Undone_ListsWhatWentAndWhatIsLeft() =>
        ResultText.Lines(Result with
        {
            Outcome = PromotionOutcome.Canceled,
            Undo = new([new("cn-shanghai", "m-1")], [new("cn-shanghai", "s-1")], [new("us-east-1", "m-2")], [new("us-east-1", "image m-3", new(StepErrorKind.Permission, "us-east-1: no right", "grant it"))]),
        }).ShouldBe(
        [
            "web-base 1: the summary.",
            "removed: image m-1 in cn-shanghai",
            "removed: snapshot s-1 in cn-shanghai",
            "unshared again: image m-2 in us-east-1",
            "left: image m-3 in us-east-1 (no right; grant it)",
        ]);

    [Fact]
    public void Refused_ListsTheRules() =>
        ResultText.Lines(Result with { Outcome = PromotionOutcome.Refused, Refusals = [new("trusted-owner", "the owner 2 is not trusted"), new("source-found", "no such\nimage")] }).ShouldBe(
        [
            "web-base 1 was refused before any write:",
            "  trusted-owner: the owner 2 is not trusted",
            "  source-found: no such image",
        ]);

    [Fact]
    public void Unreadable_ListsTheErrorsWithTheirPlaces() =>
        ResultText.Lines(Result with { Outcome = PromotionOutcome.Refused, Errors = [new("targets[0].region", 3, 5, "is missing", "add it")] }).ShouldBe(
        [
            "The spec is not valid:",
            "3:5: targets[0].region: is missing; add it",
        ]);

    private static RegionOutcome Done(string region) =>
        new() { Region = region, Hop = Hop.Distribution, State = RegionState.Done, ImageId = "m-1", Encrypted = true, KmsKeyId = "key" };

    private static ImageCheck Check(CheckResult result) => new("name", result, "a", "a");
}
