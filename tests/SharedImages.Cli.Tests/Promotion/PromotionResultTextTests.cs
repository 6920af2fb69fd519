using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class PromotionResultTextTests
{
    private static readonly PromotionResult Result = new()
    {
        Name = "web-base",
        Version = "1",
        Outcome = OperationOutcome.Completed,
        Summary = "web-base 1: the summary.",
    };

    [Fact]
    public void Completed_OneRowPerRegion_TheIntakeFirst() =>
        PromotionResultText.Lines(Result with
        {
            Source = new() { ImageId = "m-0", Name = "web", Region = "cn-hangzhou", OwnerId = "2", OriginId = "2", Content = "digest", Encrypted = true },
            Intake = Done("cn-hangzhou") with { Hop = Hop.Intake },
            Regions = [Done("cn-shanghai") with { SharedWith = ["3", "4"], ChecksMade = 2 }],
        }).ShouldBe(
        [
            "web-base 1: completed, 1 of 1 regions done",
            "Source: m-0 (web) in cn-hangzhou, owner 2, encrypted",
            "",
            "REGION       STATE  IMAGE  ENCRYPTED  SHARED WITH  NOTE",
            "cn-hangzhou  done   m-1    key                     intake, made",
            "cn-shanghai  done   m-1    key        3 4          made, 2 of 2 checks passed",
        ]);

    [Fact]
    public void Checks_OnlyWhatWasNotAsItShould()
    {
        var lines = PromotionResultText.Lines(Result with
        {
            Regions =
            [
                Done("cn-shanghai") with
                {
                    ChecksMade = 4,
                    Checks =
                    [
                        new("family", CheckResult.Repaired, "web-base", "web-base", "old-base"),
                        new("tag team", CheckResult.Repaired, "platform", "platform", ""),
                        new("boot mode", CheckResult.Differs, "UEFI", "BIOS"),
                    ],
                },
            ],
        });

        lines.Skip(3).ShouldBe(
        [
            "cn-shanghai  done   m-1    key        made, 3 of 4 checks passed",
            "cn-shanghai: family repaired: was old-base, is now web-base",
            "cn-shanghai: tag team repaired: was not set, is now platform",
            "cn-shanghai: boot mode differs: should be UEFI, is BIOS",
        ]);
    }

    [Fact]
    public void PartlyFailed_SaysWhatHappenedAndWhatToDo()
    {
        var lines = PromotionResultText.Lines(Result with
        {
            Outcome = OperationOutcome.PartlyFailed,
            Regions =
            [
                Done("cn-shanghai"),
                Done("us-east-1") with { State = ItemState.Failed, ImageId = null, Error = new(StepErrorKind.Permission, "us-east-1: copy m-0: the key is disabled.", "enable it") },
            ],
        }).ToList();

        lines[0].ShouldBe("web-base 1: partlyFailed, 1 of 2 regions done");
        lines[^1].ShouldBe("us-east-1: copy m-0: the key is disabled; enable it");
    }

    [Fact]
    public void Skipped_IsADecision_AndWhatItLeftIsListed()
    {
        var skipped = Done("us-east-1") with
        {
            State = ItemState.Skipped,
            ImageId = null,
            Error = new(StepErrorKind.Permission, "us-east-1: copy m-0: the key is disabled.", "enable it"),
            Left = [new("us-east-1", "image m-1", new(StepErrorKind.InUse, "us-east-1: image m-1 is in use", "release the instances"))],
        };

        PromotionResultText.Lines(Result with { Regions = [Done("cn-shanghai"), skipped] }).ShouldBe(
        [
            "web-base 1: completed, 1 of 2 regions done, 1 skipped by decision",
            "",
            "REGION       STATE    IMAGE  ENCRYPTED  NOTE",
            "cn-shanghai  done     m-1    key        made",
            "us-east-1    skipped         key        left out by decision",
            "left: image m-1 in us-east-1 (image m-1 is in use; release the instances)",
        ]);
    }

    [Fact]
    public void RunAgain_SaysPerRegionWhatItWas() =>
        PromotionResultText.Lines(Result with
        {
            Regions =
            [
                Done("cn-beijing") with { Adopted = true },
                Done("cn-hangzhou") with { Adopted = true, ChecksMade = 2, Checks = [new("family", CheckResult.Repaired, "web", "web", "old")] },
                Done("cn-shanghai"),
                Done("eu-central-1") with { State = ItemState.Undone },
                Done("us-east-1") with { State = ItemState.Skipped, ImageId = null },
                Done("us-west-1") with { State = ItemState.Failed, ImageId = null },
            ],
        }).Skip(2).Take(7).ShouldBe(
        [
            "REGION        STATE    IMAGE  ENCRYPTED  NOTE",
            "cn-beijing    done     m-1    key        adopted, it was there",
            "cn-hangzhou   done     m-1    key        adopted, it was there, repaired, 2 of 2 checks passed",
            "cn-shanghai   done     m-1    key        made",
            "eu-central-1  undone   m-1    key",
            "us-east-1     skipped         key        left out by decision",
            "us-west-1     failed          key",
        ]);

    [Fact]
    public void Adopted_SaysWhomItIsSharedWithNow() =>
        PromotionResultText.Lines(Result with { Regions = [Done("cn-shanghai") with { Adopted = true, SharedWith = ["3", "4"], NewlySharedWith = ["4"] }] })
            .Last().ShouldEndWith("adopted, it was there, newly shared with 4");

    [Fact]
    public void Undone_ListsWhatWentAndWhatIsLeft() =>
        PromotionResultText.Lines(Result with
        {
            Outcome = OperationOutcome.Canceled,
            Undo = new([new("cn-shanghai", "m-1")], [new("cn-shanghai", "s-1")], [new("us-east-1", "m-2")], [new("us-east-1", "image m-3", new(StepErrorKind.Permission, "us-east-1: no right", "grant it"))], [new("eu-central-1", "m-9")]),
        }).ShouldBe(
        [
            "web-base 1: the summary.",
            "removed: image m-1 in cn-shanghai",
            "removed: snapshot s-1 in cn-shanghai",
            "unshared again: image m-2 in us-east-1",
            "left: image m-3 in us-east-1 (no right; grant it)",
            "stays, an earlier run made it: image m-9 in eu-central-1",
        ]);

    [Fact]
    public void Refused_ListsTheRules() =>
        PromotionResultText.Lines(Result with { Outcome = OperationOutcome.Refused, Refusals = [new("trusted-owner", "the owner 2 is not trusted"), new("source-found", "no such\nimage")] }).AsPrinted().ShouldBe(
        [
            "web-base 1 was refused before any write:",
            "  trusted-owner: the owner 2 is not trusted",
            "  source-found: no such image",
        ]);

    [Fact]
    public void Unreadable_ListsTheErrorsWithTheirPlaces() =>
        PromotionResultText.Lines(Result with { Outcome = OperationOutcome.Refused, Errors = [new("targets[0].region", 3, 5, "is missing", "add it")] }).ShouldBe(
        [
            "The spec is not valid:",
            "3:5: targets[0].region: is missing; add it",
        ]);

    private static RegionOutcome Done(string region) =>
        new() { Region = region, Hop = Hop.Distribution, State = ItemState.Done, ImageId = "m-1", Encrypted = true, KmsKeyId = "key" };
}
