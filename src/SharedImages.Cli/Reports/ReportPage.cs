using System.Globalization;
using System.Net;
using System.Text;

namespace SharedImages.Cli;

/// <summary>A report as one HTML file that asks nothing of anybody: no script, nothing from elsewhere. Pure.</summary>
internal static class ReportPage
{
    /// <summary>How every report begins, so that none is written over anything else.</summary>
    public const string Beginning = "<!doctype html><!-- sharedimages report -->";

    private const int MostLines = 3_000;
    private const int MostCalls = 800;

    /// <param name="report">What it tells.</param>
    public static string Of(RunReport report)
    {
        var page = new StringBuilder(Beginning).AppendLine();
        page.Append(CultureInfo.InvariantCulture, $"""
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(report.WorkflowId)}: {Text(report.Status)}</title>
            <style>{ReportStyle.Css}</style></head><body>
            <h1>{Text(report.WorkflowId)} <b class="{StatusClass(report.Status)}">{Text(report.Status)}</b></h1>
            <p class="facts">{(report.IsRehearsal ? "A rehearsal against a simulated ECS; times are those of its virtual clock. " : "")}Run {Text(report.RunId)}, from {Words.Of(report.Start)} to {Words.Of(report.End)}: {Words.Took(report.End - report.Start)}.</p>

            """);
        ReportGantt.Append(page, report);
        AppendDecisions(page, report);
        AppendText(page, report);
        AppendCalls(page, report);
        return page.Append("</body></html>\n").ToString();
    }

    /// <summary>Text from anywhere as a page may show it.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(Printable.Of(text));

    private static string StatusClass(string status) => status switch
    {
        "completed" => "good",
        "parked" or "running" => "open",
        _ => "bad",
    };

    private static void AppendDecisions(StringBuilder page, RunReport report)
    {
        if (report.Decisions.Count == 0)
        {
            return;
        }

        AppendTable(page, "Decisions sent", ["Time", "Item", "Step", "Decision", "By"], report.Decisions.Select(decision => (string[])
            [Words.Of(decision.Time), decision.Request.Item, decision.Request.Step, Words.Of(decision.Request.Action), decision.By]));
    }

    private static void AppendText(StringBuilder page, RunReport report)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{(StatusClass(report.Status) == "open" ? "How it stands" : "Result")}</h2>\n<pre>");
        foreach (var line in report.Text.Take(MostLines))
        {
            page.Append(Text(line)).Append('\n');
        }

        page.Append(report.Text.Count > MostLines ? string.Create(CultureInfo.InvariantCulture, $"and {report.Text.Count - MostLines} lines more\n") : "").Append("</pre>\n");
    }

    // What was asked of ECS: by step, and one by one as far as there is room; what failed or was tried again goes first then.
    private static void AppendCalls(StringBuilder page, RunReport report)
    {
        AppendTable(page, "Steps", ["Step", "Times", "Failed", "Attempts", "Longest"], report.Calls.GroupBy(call => call.Step, StringComparer.Ordinal).OrderByDescending(step => step.Count()).ThenBy(step => step.Key, StringComparer.Ordinal).Select(step => (string[])
            [step.Key, Number(step.Count()), Number(step.Count(call => call.Failure is not null)), Number(step.Sum(call => call.Attempts)), Words.Took(step.Max(call => call.To - call.From))]));
        var told = report.Calls.Count <= MostCalls ? report.Calls : [.. report.Calls.Where(call => call.Failure is not null || call.Attempts > 1).Take(MostCalls / 2)];
        AppendTable(page, "Calls", ["Time", "What", "Took", "Attempts", "Failed"], told.Select(call => (string[])
            [Words.Of(call.From), call.What, Words.Took(call.To - call.From), Number(call.Attempts), call.Failure ?? ""]));
        if (told.Count < report.Calls.Count)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{report.Calls.Count - told.Count} more calls are counted above; these are {told.Count} of those that failed or were tried again.</p>\n");
        }

        if (report.PartsNotRead > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>The histories of {report.PartsNotRead} parts could not be read: Temporal does not keep them any more, or there are too many.</p>\n");
        }
    }

    private static void AppendTable(StringBuilder page, string title, IReadOnlyList<string> header, IEnumerable<string[]> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>\n<table><tr>");
        foreach (var name in header)
        {
            page.Append("<th>").Append(name);
        }

        page.Append('\n');
        foreach (var row in rows)
        {
            page.Append("<tr>");
            foreach (var cell in row)
            {
                page.Append("<td>").Append(Text(cell));
            }

            page.Append('\n');
        }

        page.Append("</table>\n");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
