using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What of a view has room on a board: columns by the width, rows and what is parked by the height. Pure.</summary>
internal sealed record BoardLayout
{
    /// <summary>Borders of a table, its header, and the line below that.</summary>
    private const int TableLines = 4;

    /// <summary>Rows that stay, however much is to be said of what is parked.</summary>
    private const int LeastRows = 3;

    /// <summary>Above the table.</summary>
    public required IReadOnlyList<string> Headline { get; init; }

    public required IReadOnlyList<BoardColumn> Columns { get; init; }

    public required IReadOnlyList<BoardRow> Rows { get; init; }

    /// <summary>How many rows have no room, and in which states they are; null when all have.</summary>
    public string? MoreRows { get; init; }

    /// <summary>Each parked item in full, then the failed ones, then notes that no column has room for.</summary>
    public required IReadOnlyList<BoardDetail> Details { get; init; }

    /// <summary>How many details have no room; null when all have.</summary>
    public string? MoreDetails { get; init; }

    public required IReadOnlyList<string> Caption { get; init; }

    /// <param name="view">What is seen.</param>
    /// <param name="caption">The last line.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Lines that the board may have.</param>
    /// <param name="options">Of the connection, to be given again in commands.</param>
    /// <param name="tellsDecisions">False = something else tells them.</param>
    public static BoardLayout Of(OperationView view, string caption, int width, int height, string options, bool tellsDecisions)
    {
        var rows = BoardRow.Of(view);
        var columns = BoardColumn.Choose(rows, width);
        var headline = WordWrap.Lines(BoardText.Headline(view), width);
        var foot = WordWrap.Lines(caption, width);
        var details = ToTell(view, rows, columns, width, options, tellsDecisions);
        var room = height - headline.Count - foot.Count - (rows.Count == 0 ? 0 : TableLines);
        var told = Fitting(details, room - Least(rows.Count));
        var moreDetails = details.Count == told.Count ? null : $"and {Words.Count(details.Count - told.Count, "more item")} to tell of: {Invocation.Program} status {view.WorkflowId}{options}";
        var shown = Shown(rows, room - told.Sum(detail => detail.Height) - (moreDetails is null ? 0 : 1));
        return new()
        {
            Headline = headline,
            Columns = columns,
            Rows = shown,
            MoreRows = shown.Count == rows.Count ? null : More([.. rows.Except(shown)]),
            Details = told,
            MoreDetails = moreDetails,
            Caption = foot,
        };
    }

    private static List<BoardDetail> ToTell(OperationView view, IReadOnlyList<BoardRow> rows, IReadOnlyList<BoardColumn> columns, int width, string options, bool tellsDecisions) =>
    [
        .. tellsDecisions ? DecisionText.Details(view, options, width) : [],
        .. (view.Progress?.Items ?? []).Where(item => item is { State: ItemState.Failed, Error: not null }).Select(item => Failure(item, width)),
        .. rows.Where(row => row.State is not (ItemState.Parked or ItemState.Failed) && row.Note.Length > 0 && !columns.Any(column => column.TellsNote(row)))
            .GroupBy(row => row.Note, StringComparer.Ordinal)
            .Select(same => new BoardDetail([], WordWrap.Lines($"{string.Join(", ", same.Select(row => row.Item))}: {same.Key}", width))),
    ];

    private static BoardDetail Failure(ItemProgress item, int width) => new(
        WordWrap.Lines($"{item.Item} failed{(item.Step is { } step ? $" at {step}" : "")}: {item.Error!.MessageWithin(item.Item)}", width),
        WordWrap.Lines($"  to do: {item.Error.Remedy}", width));

    private static int Least(int rows) => rows <= LeastRows ? rows : LeastRows + 1;

    // The first one in full, whatever room there is: it is what somebody must read.
    private static List<BoardDetail> Fitting(List<BoardDetail> details, int room)
    {
        if (details.Sum(detail => detail.Height) <= room)
        {
            return details;
        }

        // One line says that there are more.
        var left = room - 1;
        return [.. details.TakeWhile((detail, index) => (left -= detail.Height) >= 0 || index == 0)];
    }

    private static IReadOnlyList<BoardRow> Shown(IReadOnlyList<BoardRow> rows, int room) =>
        rows.Count <= room ? rows : [.. rows.OrderBy(Urgency).Take(Math.Max(room - 1, Math.Min(rows.Count, LeastRows)))];

    private static int Urgency(BoardRow row) => row.State switch
    {
        ItemState.Parked => 0,
        ItemState.Failed => 1,
        ItemState.Pending => 3,
        ItemState.Done or ItemState.Skipped or ItemState.Canceled or ItemState.Undone => 4,
        _ => 2,
    };

    private static string More(IReadOnlyList<BoardRow> rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"and {rows.Count} more: {string.Join(", ", rows.GroupBy(row => row.StateText, StringComparer.Ordinal).Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Count()} {state.Key}")))}");
}
