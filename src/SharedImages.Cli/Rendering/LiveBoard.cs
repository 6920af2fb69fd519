using Spectre.Console;
using Spectre.Console.Rendering;

namespace SharedImages.Cli;

/// <summary>The board as a terminal shows it, never larger than the terminal is at that moment.</summary>
/// <param name="terminal">Its size.</param>
/// <param name="options">Of the connection, to be given again in commands.</param>
/// <param name="interruption">What Ctrl-C does.</param>
internal sealed class LiveBoard(Profile terminal, string options = "", string interruption = "leaves it running")
{
    public int Width => terminal.Width;

    /// <param name="view">What is seen.</param>
    /// <param name="tellsDecisions">False = something else tells what is to be decided.</param>
    /// <param name="below">Lines that stand below it.</param>
    public IRenderable Render(OperationView view, bool tellsDecisions = true, int below = 0)
    {
        if (view.Ended && view.Progress is not { Items.Count: > 0 })
        {
            // It was over before it was looked at; the result says the rest.
            return new Text("");
        }

        // The cursor has a line of its own.
        var layout = BoardLayout.Of(view, Caption(view), terminal.Width, terminal.Height - 1 - below, options, tellsDecisions);
        return new Rows(
        [
            .. Lines(layout.Headline),
            .. layout.Rows.Count == 0 ? [] : (IRenderable[])[Table(layout)],
            .. Lines(layout.MoreRows is { } rows ? WordWrap.Lines(rows, terminal.Width) : [], "grey"),
            .. layout.Details.SelectMany(detail => Lines(detail.What, "yellow").Concat(Lines(detail.ToDo))),
            .. Lines(layout.MoreDetails is { } details ? WordWrap.Lines(details, terminal.Width) : [], "yellow"),
            .. Lines(layout.Caption, IsTrouble(view) ? "yellow" : "grey"),
        ]);
    }

    private static Table Table(BoardLayout layout)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var column in layout.Columns)
        {
            table.AddColumn(new TableColumn(column.Title).NoWrap());
        }

        foreach (var row in layout.Rows)
        {
            table.AddRow([.. layout.Columns.Select(column => column.Cell(row))]);
        }

        return table;
    }

    private static IEnumerable<IRenderable> Lines(IEnumerable<string> lines, string style = "default") => lines.Select(line => new Text(Printable.Of(line), Style.Parse(style)));

    private static bool IsTrouble(OperationView view) => view.Notice is not null || view.Failing.Count > 0 || BoardText.HasOwnTrouble(view);

    private string Caption(OperationView view) =>
        view.Notice is { } notice ? notice
        : view.Failing is [var failing, ..] ? failing.Headline
        : BoardText.OwnNote(view) is { } note ? note
        : $"{Words.Of(view.AsOf)}{(view.Ended ? "" : $" · Ctrl-C {interruption}")}";
}
