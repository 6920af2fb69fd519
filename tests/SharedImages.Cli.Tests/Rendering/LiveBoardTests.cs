using SharedImages.Workflows;
using Spectre.Console;
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

        Text(Views.Of(region)).ShouldContain("[red]: [bold] [31m[/]");
    }

    [Fact]
    public void Render_ALongNote_IsCut() =>
        Text(Views.Of(Views.Parked() with { Error = new(StepErrorKind.Permission, new('x', 500), "y") })).ShouldContain(new string('x', 53) + "…");

    [Fact]
    public void Render_InANarrowTerminal_HeadlineAndNoteHaveTheRoomThatThereIs()
    {
        var parked = new ItemProgress { Item = "replacement", State = ItemState.Parked, Error = new(StepErrorKind.NotStarted, new('x', 500), "y") };

        var lines = Text(Views.Fleet(new(12, 1, 0, 0), parked), 80).Split('\n');

        lines[0].TrimEnd().ShouldBe("replace/web-roll/1: replacing, 1 of 12 instances as asked, 1 waiting for a");
        lines.ShouldContain(line => line.Contains(new string('x', 52) + "… │", StringComparison.Ordinal));
        lines.ShouldAllBe(line => line.TrimEnd().Length <= 80);
    }

    [Fact]
    public void Render_OverBeforeItWasLookedAt_IsNothing() =>
        Text(Views.Of() with { Status = WorkflowExecutionStatus.Completed }).Trim().ShouldBe("");

    private static string Text(OperationView view, int width = 200)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Write(LiveBoard.Render(view, width));
        return writer.ToString();
    }
}
