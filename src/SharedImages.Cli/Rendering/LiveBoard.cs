using SharedImages.Workflows;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SharedImages.Cli;

/// <summary>The board as a terminal shows it.</summary>
internal static class LiveBoard
{
    private const int BarWidth = 10;
    private const int MaxNote = 60;
    private const int MinNote = 16;

    /// <summary>What the other columns of copies take.</summary>
    private const int CopyColumns = 112;

    /// <summary>What the borders of three columns take.</summary>
    private const int Borders = 10;

    /// <param name="view">What is seen.</param>
    /// <param name="width">Columns of the terminal: notes are cut before all else is wrapped. Headline and caption may be wider than the table.</param>
    /// <param name="interruption">What Ctrl-C does.</param>
    public static IRenderable Render(OperationView view, int width, string interruption = "leaves it running")
    {
        var rows = BoardRow.Of(view);
        if (view.Ended && rows.Count == 0)
        {
            // It was over before it was looked at; the result says the rest.
            return new Text("");
        }

        return new Rows([new Text(BoardText.Headline(view)), .. rows.Count == 0 ? [] : (IRenderable[])[Items(rows, width)], new Markup(Caption(view, interruption))]);
    }

    private static Table Items(IReadOnlyList<BoardRow> rows, int width)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        // Only what makes copies has hops and images of its own.
        var copies = rows.Any(row => row.Hop is not null);
        foreach (var name in copies ? (string[])["Item", "Hop", "State", "Copied", "Remaining", "Image", "Note"] : ["Item", "State", "Note"])
        {
            table.AddColumn(new TableColumn(name).NoWrap());
        }

        var room = copies ? Math.Min(width - CopyColumns, MaxNote) : width - Borders - rows.Max(row => row.Item.Length) - rows.Max(row => row.StateText.Length);
        foreach (var row in rows)
        {
            table.AddRow([.. copies ? Copying(row) : [Markup.Escape(row.Item), State(row)], Note(row, room)]);
        }

        return table;
    }

    private static string[] Copying(BoardRow row) =>
        [Markup.Escape(row.Item), row.Hop is { } hop ? Words.Of(hop) : "", State(row), Copied(row), Markup.Escape(row.RemainingText), Markup.Escape(row.ImageId)];

    private static string State(BoardRow row) => $"[{Colour(row.State)}]{row.StateText}[/]";

    private static string Note(BoardRow row, int room) => Markup.Escape(Printable.Cut(Printable.Of(row.Note), Math.Max(room, MinNote)));

    private static string Caption(OperationView view, string interruption) =>
        view.Notice is { } notice ? $"[yellow]{Markup.Escape(Printable.Of(notice))}[/]"
        : view.Failing is [var failing, ..] ? $"[yellow]{Markup.Escape(Printable.Of(failing.Headline))}[/]"
        : BoardText.OwnNote(view) is { } note ? $"[{(BoardText.HasOwnTrouble(view) ? "yellow" : "grey")}]{Markup.Escape(note)}[/]"
        : $"[grey]{Words.Of(view.AsOf)}{(view.Ended ? "" : $" · Ctrl-C {interruption}")}[/]";

    private static string Copied(BoardRow row)
    {
        if (row.Percent is not { } percent)
        {
            return "";
        }

        var filled = percent * BarWidth / 100;
        return $"[green]{new string('█', filled)}[/][grey]{new string('░', BarWidth - filled)}[/] {row.PercentText}";
    }

    private static string Colour(ItemState state) => state switch
    {
        ItemState.Done => "green",
        ItemState.Parked => "yellow",
        ItemState.Failed => "red",
        ItemState.Pending or ItemState.Skipped or ItemState.Canceled or ItemState.Undone => "grey",
        _ => "blue",
    };
}
