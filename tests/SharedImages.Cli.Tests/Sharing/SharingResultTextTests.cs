using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class SharingResultTextTests
{
    [Fact]
    public void Lines_SayForEachImageWhatChanged() =>
        SharingResultText.Lines(new()
        {
            Name = "web-base",
            Version = "1",
            Outcome = OperationOutcome.PartlyFailed,
            Summary = "",
            Images =
            [
                new() { Region = "cn-shanghai", ImageId = "m-1", State = ItemState.Done, Added = ["3"], Removed = ["5"], SharedWith = ["3", "4"] },
                new() { Region = "us-east-1", ImageId = "m-2", State = ItemState.Failed, Error = new(StepErrorKind.Permission, "us-east-1/m-2: no right", "grant it") },
            ],
            Losses = ["5 loses cn-shanghai/m-1"],
            Left = [new("us-east-1", "shares of m-2", null)],
        }).AsPrinted().ShouldBe(
        [
            "web-base 1: partlyFailed, 1 of 2 images done",
            "",
            "REGION       IMAGE  STATE   SHARED WITH",
            "cn-shanghai  m-1    done    3 4",
            "us-east-1    m-2    failed",
            "3 added to 1 of 2 images",
            "5 removed from 1 of 2 images",
            "us-east-1/m-2: no right; grant it",
            "not as before: shares of m-2 in us-east-1",
        ]);

    [Fact]
    public void Lines_OfWhatWasRefused_NameTheRules() =>
        SharingResultText.Lines(new() { Name = "web-base", Version = "1", Outcome = OperationOutcome.Refused, Summary = "", Refusals = [new("confirm-unsharing", "5 loses m-1")] })
            .ShouldBe(["web-base 1 was refused before any write:", "  confirm-unsharing: 5 loses m-1"]);
}
