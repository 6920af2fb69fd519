using SharedImages.Workflows;
using Spectre.Console;

namespace SharedImages.Cli;

/// <summary>A column of a board. Pure.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Place">From the left.</param>
/// <param name="Width">That it takes.</param>
/// <param name="Cell">What a row has in it, as markup.</param>
internal sealed record BoardColumn(string Title, int Place, int Width, Func<BoardRow, string> Cell)
{
    private const string NoteTitle = "Note";
    private const string CopiedTitle = "Copied";
    private const int BarWidth = 10;
    private const int Bar = BarWidth + 1;

    /// <summary>What borders and blanks take beside each column, and the last border.</summary>
    private const int Beside = 3;
    private const int LastBorder = 1;

    /// <summary>Less than that is no room for a note.</summary>
    private const int LeastNote = 24;

    /// <summary>States, percents, times and ids become no wider, so no column comes and goes as they change.</summary>
    private const int State = 9;
    private const int Percent = 6;
    private const int Time = 11;
    private const int Image = 22;

    /// <summary>Whether it says all of a row's note.</summary>
    public bool TellsNote(BoardRow row) => Title == NoteTitle && row.Note.Length <= Width;

    /// <summary>As many as have room, the most important ones, in the order in which they stand.</summary>
    public static IReadOnlyList<BoardColumn> Choose(IReadOnlyList<BoardRow> rows, int width)
    {
        var chosen = new List<BoardColumn>();
        var all = ByImportance(rows).ToList();
        var room = width - LastBorder;
        foreach (var column in all.TakeWhile(column => column.Place == 0 || column.Width + Beside <= room))
        {
            chosen.Add(column);
            room -= column.Width + Beside;
        }

        if (chosen.Count < all.Count)
        {
            return [.. chosen.OrderBy(column => column.Place)];
        }

        var hasBars = room >= Bar;
        var note = room - (hasBars ? Bar : 0) - Beside;
        if (note >= LeastNote && rows.Any(row => row.State != ItemState.Parked && row.Note.Length > 0 && row.Note.Length <= note))
        {
            chosen.Add(new(NoteTitle, 6, note, row => Note(row, note)));
        }

        return [.. chosen.Select(column => hasBars && column.Title == CopiedTitle ? column with { Cell = WithBar } : column).OrderBy(column => column.Place)];
    }

    private static IEnumerable<BoardColumn> ByImportance(IReadOnlyList<BoardRow> rows)
    {
        yield return Of("Item", 0, 0, rows, row => row.Item);
        yield return Of("State", 2, State, rows, row => row.StateText) with { Cell = row => $"[{Colour(row.State)}]{row.StateText}[/]" };

        // Only what makes copies has hops and images of its own.
        if (rows.Any(row => row.Hop is not null))
        {
            yield return Of(CopiedTitle, 3, Percent, rows, row => row.PercentText);
            yield return Of("Remaining", 4, Time, rows, row => row.RemainingText);
            yield return Of("Image", 5, Image, rows, row => row.ImageId);
            yield return Of("Hop", 1, 0, rows, row => row.Hop is { } hop ? Words.Of(hop) : "");
        }
    }

    private static BoardColumn Of(string title, int place, int least, IReadOnlyList<BoardRow> rows, Func<BoardRow, string> text) =>
        new(title, place, Math.Max(least, rows.Select(row => text(row).Length).Append(title.Length).Max()), row => Markup.Escape(Printable.Of(text(row))));

    // Of what is parked, and of what has no room, is told below.
    private static string Note(BoardRow row, int width) =>
        row.State == ItemState.Parked || row.Note.Length == 0 ? "" : Markup.Escape(row.Note.Length <= width ? Printable.Of(row.Note) : "see below");

    private static string WithBar(BoardRow row)
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
