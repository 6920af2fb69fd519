using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Cli.Tests;

public sealed class LiveBoardTests
{
    [Fact]
    public void Render_ShowsHowFarACopyIs()
    {
        var text = Text(Views.Of(Views.Region(ItemState.Waiting)) with { Pending = [Views.Waiting(25)] });

        text.ShouldContain("promote/web-base/1: distributing, 0 of 1 regions done");
        text.ShouldContain("██░░░░░░░░ 25 %");
        text.ShouldContain("2026-11-24 12:00:00 UTC · Ctrl-C leaves it running");
    }

    [Fact]
    public void Render_TextOfOthersWithMarkupAndEscapes_IsShownAsItIs()
    {
        var region = Views.Parked() with { Step = "[red]", Error = new(StepErrorKind.Permission, "[bold]\u001b[31m[/]", "x") };

        Text(Views.Of(region)).ShouldContain("parked at [red]: [bold] [31m[/]");
    }

    [Fact]
    public void Render_AStepThatIsTriedAgain_IsToldInTheTableOrBelowIt()
    {
        var view = Views.Of(Views.Region(ItemState.Waiting)) with { Pending = [Views.Waiting(25, lastFailure: "throttled")] };

        Boards.Lines(view, 150).ShouldContain(line => line.EndsWith("│ WaitImage, attempt 3: throttled │", StringComparison.Ordinal));
        Boards.Lines(view, 80).ShouldContain("cn-shanghai: WaitImage, attempt 3: throttled");
    }

    [Fact]
    public void DecisionsThatSomethingElseTells_AreNotTold() =>
        BoardLayout.Of(Views.Of(Views.Parked()), "", 80, 40, "", tellsDecisions: false).Details.ShouldBeEmpty();

    [Fact]
    public void Render_OverBeforeItWasLookedAt_IsNothing() =>
        Text(Views.Of() with { Status = WorkflowExecutionStatus.Completed }).Trim().ShouldBe("");

    private static string Text(OperationView view) => string.Join('\n', Boards.Lines(view, 200));
}
