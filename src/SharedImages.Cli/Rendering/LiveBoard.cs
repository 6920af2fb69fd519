using SharedImages.Workflows;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SharedImages.Cli;

/// <summary>The board as a terminal shows it.</summary>
internal static class LiveBoard
{
    private const int BarWidth = 10;
    private const int MaxNote = 60;

    public static IRenderable Render(PromotionView view)
    {
        var rows = BoardRow.Of(view);
        if (view.Ended && rows.Count == 0)
        {
            // It was over before it was looked at; the result says the rest.
            return new Text("");
        }

        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.Title = new(Markup.Escape(BoardText.Headline(view)));
        table.Caption = new(Caption(view));
        foreach (var name in (string[])["Region", "Hop", "State", "Copied", "Remaining", "Image", "Note"])
        {
            table.AddColumn(new TableColumn(name).NoWrap());
        }

        foreach (var row in rows)
        {
            table.AddRow(
                Markup.Escape(row.Region),
                Words.Of(row.Hop),
                $"[{Colour(row.State)}]{row.StateText}[/]",
                Copied(row),
                Markup.Escape(row.RemainingText),
                Markup.Escape(row.ImageId),
                Markup.Escape(Printable.Cut(Printable.Of(row.Note), MaxNote)));
        }

        return table;
    }

    private static string Caption(PromotionView view) =>
        view.Notice is { } notice ? $"[yellow]{Markup.Escape(Printable.Of(notice))}[/]"
        : BoardText.OwnTrouble(view) is { } trouble ? $"[yellow]{Markup.Escape(trouble)}[/]"
        : $"[grey]{Words.Of(view.AsOf)}{(view.Ended ? "" : " · Ctrl-C leaves it running")}[/]";

    private static string Copied(BoardRow row)
    {
        if (row.Percent is not { } percent)
        {
            return "";
        }

        var filled = percent * BarWidth / 100;
        return $"[green]{new string('█', filled)}[/][grey]{new string('░', BarWidth - filled)}[/] {row.PercentText}";
    }

    private static string Colour(RegionState state) => state switch
    {
        RegionState.Done => "green",
        RegionState.Parked => "yellow",
        RegionState.Failed => "red",
        RegionState.Pending or RegionState.Skipped or RegionState.Canceled or RegionState.Undone => "grey",
        _ => "blue",
    };
}
