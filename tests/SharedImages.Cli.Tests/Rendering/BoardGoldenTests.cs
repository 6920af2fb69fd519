using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>Boards of all kinds as they are read: at four widths, in a terminal that is too low for them, and piped.</summary>
public sealed class BoardGoldenTests
{
    private const int LowTerminal = 24;

    private static readonly int[] Widths = [60, 80, 120, 200];

    public static TheoryData<string> Names => [.. Boards.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Board_LooksAsItIsKept(string name)
    {
        var view = Boards.All[name];
        IEnumerable<string> lines =
        [
            .. Widths.SelectMany(width => Boards.Lines(view, width).Prepend($"== {width} columns")),
            $"== 80 columns, {LowTerminal} lines",
            .. Boards.Lines(view, 80, LowTerminal),
            "== piped: while it runs",
            .. ProgressLines.Between(null, view).AsPrinted(),
            "== piped: status",
            .. BoardText.Lines(view).Concat(DecisionText.Lines(view, "")).AsPrinted(),
        ];

        await Golden.ShouldBeAsync(string.Concat(lines.Select(line => line + "\n")), $"Rendering/Boards/{name}.txt");
    }

    [Fact]
    public void EveryKind_HasABoardThatIsKept() => OperationKinds.All.Select(kind => kind.Name).Except(Boards.All.Keys, StringComparer.Ordinal).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void FromSixtyColumnsOn_NoLineIsWider_AndWhatIsParkedIsToldInWholeWords(string name)
    {
        var view = Boards.All[name];
        for (var width = 60; width <= 200; width++)
        {
            var lines = Boards.Lines(view, width, height: 1000);
            var said = Said(lines);

            lines.ShouldAllBe(line => line.Length <= width);
            foreach (var item in view.Progress!.Items.Where(item => item.State is ItemState.Parked or ItemState.Failed))
            {
                said.ShouldContain(item.Error!.MessageWithin(item.Item));
                said.ShouldContain($"to do: {item.Error.Remedy}");
            }

            foreach (var item in view.Progress.Items.Where(item => item.State == ItemState.Parked))
            {
                said.ShouldContain($"{item.Item} is parked at {item.Step} since {Words.Of(item.Since!.Value)}");
                said.ShouldContain($"sharedimages resolve {view.WorkflowId} --item {item.Item} --step {Words.Argument(item.Step!)} {Words.Of(item.Actions[0])}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ABoard_IsNoHigherThanItsTerminal_AndRowsAreShownOrCounted(string name)
    {
        var view = Boards.All[name];
        for (var height = LowTerminal; height <= 120; height++)
        {
            var lines = Boards.Lines(view, 80, height);

            lines.Count.ShouldBeLessThan(height);
            var rows = lines.Count(line => line.StartsWith('│')) - 1;
            var more = lines.Where(line => line.StartsWith("and ", StringComparison.Ordinal) && line.Contains(" more: ", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
            (rows + more).ShouldBe(view.Progress!.Items.Count);
        }
    }

    // As somebody reads it, or a shell: what goes on in the next line is one text.
    private static string Said(IEnumerable<string> lines) => string.Join(' ', lines.Select(line => line.Trim().TrimEnd('\\').TrimEnd()));
}
