using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Cli.Tests;

public sealed class BoardTextTests
{
    [Fact]
    public void Lines_HeadlineAndARowPerRegion_EmptyColumnsLeftOut() =>
        BoardText.Lines(Views.Of(
            Views.Region(ItemState.Done, region: "cn-hangzhou") with { Hop = Hop.Intake },
            Views.Region(ItemState.Waiting),
            Views.Region(ItemState.Pending, null, "us-east-1")) with
        { Pending = [Views.Waiting(25)] }).ShouldBe(
        [
            "promote/web-base/1: distributing, 1 of 3 regions done",
            "",
            "ITEM         HOP           STATE    COPIED  REMAINING  IMAGE",
            "cn-hangzhou  intake        done                        m-1",
            "cn-shanghai  distribution  waiting  25 %    30 min     m-1",
            "us-east-1    distribution  pending",
        ]);

    [Fact]
    public void Headline_CountsWhatWaitsForADecision() =>
        BoardText.Headline(Views.Of(Views.Parked(), Views.Region(ItemState.Done, region: "cn-beijing")))
            .ShouldBe("promote/web-base/1: distributing, 1 of 2 regions done, 1 waiting for a decision");

    [Fact]
    public void Lines_TheParkedPromotionItself_HasARowAndIsNoRegion() =>
        BoardText.Lines(Views.Of(Views.Promotion("resolve source"))).ShouldBe(
        [
            "promote/web-base/1: distributing, 1 waiting for a decision",
            "",
            "ITEM       STATE   NOTE",
            "promotion  parked  resolve source: cn-hangzhou: no right",
        ]);

    [Fact]
    public void Headline_OfAFleet_TellsHowFarItIs_WhoeverIsParked()
    {
        BoardText.Headline(Views.Fleet(new(12, 0, 0, 0))).ShouldBe("replace/web-roll/1: replacing, 0 of 12 instances as asked");
        BoardText.Headline(Views.Fleet(new(12, 5, 1, 2), new ItemProgress { Item = "i-1", State = ItemState.Parked }))
            .ShouldBe("replace/web-roll/1: replacing, 5 of 12 instances as asked, 1 failed, 2 under way, 1 waiting for a decision");
    }

    [Theory]
    [InlineData(WorkflowExecutionStatus.Running, "promote/web-base/1: started")]
    [InlineData(WorkflowExecutionStatus.Terminated, "promote/web-base/1: ended")]
    public void Headline_BeforeAnythingIsKnown(WorkflowExecutionStatus status, string headline) =>
        BoardText.Headline(Views.Of() with { Progress = null, Status = status }).ShouldBe(headline);

    [Fact]
    public void Lines_ANoticeStandsBelowTheHeadline() =>
        BoardText.Lines(Views.Of() with { Notice = "no worker" }).ShouldBe(["promote/web-base/1: distributing", "no worker"]);

    [Fact]
    public void Lines_AStepOfThePromotionItselfThatFails_IsSaidOnOneLine() =>
        BoardText.Lines(Views.Of() with { Pending = [new("", "ResolveSource", 4, null, "no answer\nfrom ECS")] }).AsPrinted()
            .ShouldBe(["promote/web-base/1: distributing", "ResolveSource, attempt 4: no answer from ECS"]);

    [Fact]
    public void Lines_AStepThatOnlyWaits_IsNoTrouble_AndNothingWaitsWhenItIsOver()
    {
        var view = Views.Of() with { Pending = [new("", "AwaitRunning", 4, null, "2 of 3 instances do not run yet") { IsWaiting = true }] };

        BoardText.Lines(view).ShouldBe(["promote/web-base/1: distributing", "2 of 3 instances do not run yet"]);
        BoardText.HasOwnTrouble(view).ShouldBeFalse();
        BoardText.Lines(view with { Status = WorkflowExecutionStatus.Completed }).ShouldBe(["promote/web-base/1: distributing"]);
    }
}
