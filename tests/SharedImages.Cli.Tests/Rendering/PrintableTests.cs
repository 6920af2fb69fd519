using System.Text.Json;
using CsCheck;
using SharedImages.Workflows;
using Spectre.Console;

namespace SharedImages.Cli.Tests;

/// <summary>No text that is printed can command a terminal, whichever way it takes.</summary>
public sealed class PrintableTests
{
    /// <summary>A colour, a cleared screen, a window's title by OSC, the same as C1, a reversed name, a mark, a forged line.</summary>
    private const string Hostile = "\u001b[31m|\u001b[2J|\u001b]0;owned\u0007|\u009b1m\u009d0;x\u009c|web\u202egnp.esab\u2066x\u2069|\u200f\u061c|done\r\nweb-base 1: completed";

    private const string Harmless = " [31m| [2J| ]0;owned | 1m 0;x |web gnp.esab x |  |done  web-base 1: completed";

    [Fact]
    public void Of_LeavesBlanksAndKeepsTheLength()
    {
        Printable.Of(Hostile).ShouldBe(Harmless);
        Printable.Of("golden \u57fa\u7840 \ud83d\ude80").ShouldBe("golden \u57fa\u7840 \ud83d\ude80");
    }

    [Fact]
    public void Json_SaysTheSame_AndHoldsNothingThatATerminalObeys() =>
        Gen.String.Array.Sample(texts =>
        {
            var json = JsonSerializer.Serialize(texts.Append(Hostile), ContractJson.Options);
            var printed = Printable.Json(json);
            return ControlCharacters.First(printed) is null
                && JsonSerializer.Deserialize<string[]>(printed)!.SequenceEqual(JsonSerializer.Deserialize<string[]>(json)!, StringComparer.Ordinal);
        });

    [Fact]
    public void Json_Indented_KeepsItsLines() => Printable.Json("{\r\n\t\"a\": \"\u009b\"\n}").ShouldBe("{\r\n\t\"a\": \"\\u009b\"\n}");

    [Fact]
    public async Task Writer_EachWayToWrite_WritesWhatIsPrintable()
    {
        using var target = new StringWriter { NewLine = "\n" };
        await using var writer = new PrintableWriter(() => target);

        writer.WriteLine(Hostile);
        await writer.WriteLineAsync(Hostile);
        writer.WriteLine();
        writer.Write(Hostile);
        writer.Write(Hostile.ToCharArray());
        writer.Write(Hostile.AsSpan());
        await writer.WriteAsync(Hostile.AsMemory());
        writer.Write("{0}", Hostile);
        await writer.WriteAsync(Hostile);

        target.ToString().Where(c => c != '\n').ShouldAllBe(c => !ControlCharacters.Is(c));
        target.ToString().Split('\n')[..3].ShouldBe([Harmless, Harmless, ""]);
    }

    [Fact]
    public void Board_ShowsTextOfOthersAsText_AndKeepsItsOwnColours()
    {
        using var target = new StringWriter();
        var board = Terminal.CreateBoard(new() { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(target) });
        board.Profile.Width = 300;

        board.Write(new Markup($"[red]{Markup.Escape("\u001b[2J\u009b1mweb\u202egnp")}[/]"));

        target.ToString().ShouldBe("\u001b[91m [2J 1mweb gnp\u001b[0m");
    }
}
