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
    public void Render_OverBeforeItWasLookedAt_IsNothing() =>
        Text(Views.Of() with { Status = WorkflowExecutionStatus.Completed }).Trim().ShouldBe("");

    private static string Text(OperationView view)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 200;
        console.Write(LiveBoard.Render(view, 200));
        return writer.ToString();
    }
}
