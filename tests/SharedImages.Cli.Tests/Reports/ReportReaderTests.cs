using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Cli.Tests;

public sealed class ReportReaderTests
{
    private const string Late = "DecisionTests.DecisionForAStepThatIsOver_HitsNoLaterOne";

    [Fact]
    public async Task APromotion_HasALaneForItselfAndOnePerRegion_WithWhatItWasAt()
    {
        var board = await RecordedRuns.BoardAsync("promotion", $"{Late}.PromoteImage", $"{Late}.CopyToRegion-cn-hangzhou", $"{Late}.CopyToRegion-cn-shanghai");

        board.Lanes.Select(lane => lane.Item).ShouldBe(["promotion", "cn-hangzhou", "cn-shanghai"]);
        var shanghai = board.Lanes.Single(lane => lane.Item == "cn-shanghai");
        shanghai.End.ShouldBe("done");
        shanghai.ParkedSince.ShouldBeNull();
        shanghai.Spans.OrderBy(span => span.From).Select(span => span.State).ShouldBe(
            ["looking", "copying", "parked", "looking", "copying", "waiting", "verifying", "sharing", "parked", "waiting", "verifying", "sharing"]);
        shanghai.Spans.ShouldAllBe(span => span.To >= span.From);
    }

    [Fact]
    public async Task Decisions_AreThoseThatPeopleSent_EachOnce_AlsoOneThatCameTooLate()
    {
        var board = await RecordedRuns.BoardAsync("promotion", $"{Late}.PromoteImage", $"{Late}.CopyToRegion-cn-hangzhou", $"{Late}.CopyToRegion-cn-shanghai");

        board.Decisions.Select(decision => (decision.Request.Item, decision.Request.Step, decision.Request.Action)).ShouldBe(
            [("cn-shanghai", "copy", ResolveAction.Retry), ("cn-shanghai", "copy", ResolveAction.Abort), ("cn-shanghai", "share", ResolveAction.Retry)]);
    }

    [Fact]
    public async Task ACall_TellsWhyItFailed_AndHowOftenItWasTried()
    {
        var board = await RecordedRuns.BoardAsync("promotion", $"{Late}.CopyToRegion-cn-shanghai");

        board.Calls.First(call => call.Step == "CopyImage").Failure.ShouldNotBeNull().ShouldContain("InvalidParameter.KMSKeyId.CMKNotEnabled");
        board.Calls.First(call => call.Step == "WaitImage").Attempts.ShouldBe(2);
        board.Calls.Count(call => call.Failure is not null).ShouldBe(2);
    }

    [Fact]
    public async Task ATestThatFails_ParksItsRegionUntilTheDecision_WhereTheOperationHasNoParts()
    {
        var board = await RecordedRuns.BoardAsync("launch", "LaunchTests.AFailingTest_ParksWithCommandExitCodeAndOutput_AndIsTestedAgain.LaunchInstances");

        var lane = board.Lanes.Single(lane => lane.Item == "cn-shanghai");
        lane.Spans.Count(span => span.State == "parked").ShouldBe(1);
        lane.Spans.Select(span => span.State).Distinct(StringComparer.Ordinal).ShouldBe(["launching", "testing", "parked"]);
    }

    [Fact]
    public async Task AnInstanceOfAFleet_IsALane()
    {
        var board = await RecordedRuns.BoardAsync("replacement", "ReplacementTests.Cancelled_ThoseUnderWayRunAgainAndTheRestIsLeftAlone.ReplaceSystemDisk");

        var lane = board.Lanes.ShouldHaveSingleItem();
        (lane.Item, lane.End).ShouldBe(("i-bp113db83eeefd641e0b", "unchanged"));
        lane.Spans.Select(span => span.State).ShouldBe(["working", "stopping", "snapshot", "starting", "releasing"]);
    }

    [Fact]
    public async Task WhatIsParkedStill_IsSo_AndWhatIsUnderWayHasNoEnd()
    {
        var events = await RecordedRuns.ReadAsync($"{Late}.CopyToRegion-cn-shanghai");
        var (parked, working) = (new ReportBoard(), new ReportBoard());

        RecordedRuns.Read(parked, "promotion", [.. events.TakeWhile(e => e.EventType != EventType.WorkflowExecutionSignaled)]);
        RecordedRuns.Read(working, "promotion", [.. events.TakeWhile(e => e.EventType != EventType.ActivityTaskStarted)]);

        parked.Lanes.ShouldHaveSingleItem().ParkedSince.ShouldNotBeNull();
        working.Lanes.ShouldHaveSingleItem().Spans.ShouldHaveSingleItem().To.ShouldBeNull();
    }

    [Fact]
    public async Task AllRecordedHistories_CanBeRead()
    {
        foreach (var name in RecordedRuns.Names)
        {
            var board = await RecordedRuns.BoardAsync("own", name);

            board.Lanes.SelectMany(lane => lane.Spans).ShouldAllBe(span => span.To == null || span.To >= span.From, name);
        }
    }
}
