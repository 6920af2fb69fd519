using System.Globalization;
using System.Text;

namespace SharedImages.Cli;

/// <summary>All items of a run over time, a bar each. Pure.</summary>
internal static class ReportGantt
{
    /// <summary>More items have no bar.</summary>
    private const int MostLanes = 1_200;

    /// <summary>More bars have no text of their own to point at.</summary>
    private const int MostTitles = 2_000;

    /// <summary>The width of all.</summary>
    private const int Units = 1_000;

    private const int Ticks = 4;

    public static void Append(StringBuilder page, RunReport report)
    {
        var lanes = report.Lanes.Take(MostLanes).Select(lane => (Lane: lane, Spans: Spans(lane, report))).ToList();
        var hasTitles = lanes.Sum(lane => lane.Spans.Count) <= MostTitles;
        var states = ReportStates.All.Where(state => lanes.Any(lane => lane.Spans.Any(span => span.State == state))).ToList();
        page.Append("<h2>Items</h2>\n<p class=\"legend\">");
        foreach (var state in states)
        {
            page.Append(CultureInfo.InvariantCulture, $"<span><i class=\"{Class(state)}\"></i>{state}</span> ");
        }

        page.Append("</p>\n<div class=\"row axis\"><span></span><span>");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<em>{(tick == 0 ? "0" : Words.Took((report.End - report.Start) * tick / Ticks))}</em>");
        }

        page.Append("</span><span></span></div>\n");
        foreach (var (lane, spans) in lanes)
        {
            page.Append(CultureInfo.InvariantCulture, $"<div class=\"row\"><span>{ReportPage.Text(lane.Item)}</span><svg viewBox=\"0 0 {Units} 10\" preserveAspectRatio=\"none\">");
            foreach (var span in spans)
            {
                AppendBar(page, span, report, hasTitles);
            }

            page.Append(CultureInfo.InvariantCulture, $"</svg><span>{ReportPage.Text(lane.ParkedSince is null ? lane.End ?? "" : ReportStates.Parked)}</span></div>\n");
        }

        if (report.Lanes.Count > MostLanes)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>and {report.Lanes.Count - MostLanes} items more</p>\n");
        }
    }

    private static void AppendBar(StringBuilder page, ReportSpan span, RunReport report, bool hasTitle)
    {
        var (from, to) = (At(span.From, report), At(span.To ?? report.End, report));
        page.Append(CultureInfo.InvariantCulture, $"<rect class=\"{Class(span.State)}\" x=\"{from:0.#}\" width=\"{Math.Max(to - from, 1):0.#}\" height=\"10\"");
        page.Append(hasTitle
            ? string.Create(CultureInfo.InvariantCulture, $"><title>{span.State}, {Words.Took((span.To ?? report.End) - span.From)} from {Words.Of(span.From)}</title></rect>")
            : "/>");
    }

    // What is not told apart at this width is one bar. Until its first step an item waits for its turn.
    private static List<ReportSpan> Spans(ReportLane lane, RunReport report)
    {
        var smallest = (report.End - report.Start) / Units;
        var spans = new List<ReportSpan>();
        IEnumerable<ReportSpan> all = lane.ParkedSince is { } parked ? lane.Spans.Append(new(ReportStates.Parked, parked, null)) : lane.Spans;
        foreach (var span in all.OrderBy(span => span.From))
        {
            if (spans.Count == 0 && span.From - report.Start > smallest)
            {
                spans.Add(new(ReportStates.Pending, report.Start, span.From));
            }

            if (spans is [.., var last] && last.State == span.State && last.To is { } end && span.From - end <= smallest)
            {
                spans[^1] = last with { To = span.To is { } to ? Later(to, end) : null };
            }
            else
            {
                spans.Add(span);
            }
        }

        return spans;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static double At(DateTimeOffset time, RunReport report) =>
        report.End <= report.Start ? 0 : Math.Clamp((time - report.Start) / (report.End - report.Start), 0, 1) * Units;

    /// <summary>States of one colour are one class.</summary>
    private static string Class(string state) => state switch
    {
        "pending" => "p0",
        "looking" or "verifying" or "marking" or "working" => "p1",
        "copying" or "replacing" or "moving" or "launching" or "withdrawing" => "p2",
        "waiting" or "snapshot" or "promoting" => "p3",
        "testing" => "p4",
        "sharing" or "repairing" => "p5",
        "parked" => "p6",
        "undoing" or "releasing" => "p7",
        _ => "p8",
    };
}
