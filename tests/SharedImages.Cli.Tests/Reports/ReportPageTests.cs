using System.Text;
using SharedImages.Workflows;
using Temporalio.Api.History.V1;

namespace SharedImages.Cli.Tests;

public sealed class ReportPageTests
{
    private const string Hostile = "</pre><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u202e\u001b[31m";
    private const int OneMegabyte = 1_000_000;

    [Fact]
    public void APage_AsksNothingOfAnybody()
    {
        var page = ReportPage.Of(Report() with { Text = ["all well"] });

        page.ShouldStartWith(ReportPage.Beginning);
        page.ShouldContain("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.ShouldContain("prefers-color-scheme:dark");
        foreach (var asked in (string[])["<script", "src=", "href=", "url(", "@import", "http://", "https://"])
        {
            page.ShouldNotContain(asked);
        }
    }

    [Fact]
    public void TextOfOthers_IsText_WhereverItStands()
    {
        var lane = new ReportLane(Hostile) { End = Hostile };
        lane.Spans.Add(new("copying", Views.Now, Views.Now.AddMinutes(1)));
        var report = new RunReport
        {
            WorkflowId = Hostile,
            RunId = Hostile,
            Status = Hostile,
            Start = Views.Now,
            End = Views.Now.AddMinutes(1),
            Text = [Hostile],
            Lanes = [lane],
            Decisions = [new(new(Hostile, Hostile, ResolveAction.Retry), Hostile, Views.Now)],
            Calls = [new(Hostile, Hostile, Hostile, Views.Now, Views.Now, 1, Hostile)],
        };

        var page = ReportPage.Of(report);

        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("\u202e");
        page.ShouldNotContain("\u001b");
        // Title, heading, run, two in the lane, result, three of the decision's fields and who made it, step, call, failure.
        page.Split("&lt;script&gt;alert(1)&lt;/script&gt;").Length.ShouldBe(15);
    }

    [Fact]
    public void Bars_StandWhereTheirTimeIs()
    {
        var page = ReportPage.Of(Report());

        page.ShouldContain("<rect class=\"p0\" x=\"0\" width=\"250\" height=\"10\"><title>pending, 15 min 0 s from 2026-11-24 12:00:00 UTC</title>");
        page.ShouldContain("<rect class=\"p2\" x=\"250\" width=\"500\" height=\"10\"><title>copying, 30 min 0 s from 2026-11-24 12:15:00 UTC</title>");
        page.ShouldContain("<rect class=\"p6\" x=\"750\" width=\"250\" height=\"10\"><title>parked, 15 min 0 s from 2026-11-24 12:45:00 UTC</title>");
        page.ShouldContain("<span>cn-shanghai</span>");
    }

    [Fact]
    public async Task AFleetOfAThousand_HasABarEach_InLessThanAMegabyte()
    {
        var instance = await RecordedRuns.ReadAsync("ReplacementTests.Cancelled_ThoseUnderWayRunAgainAndTheRestIsLeftAlone.ReplaceSystemDisk");
        var board = new ReportBoard();
        for (var number = 0; number < 1_000; number++)
        {
            RecordedRuns.Read(board, "replacement", Renamed(instance, $"i-bp1{number:00000000000000000}"));
        }

        var page = ReportPage.Of(new()
        {
            WorkflowId = "replace/web-roll/1",
            RunId = "r",
            Status = "completed",
            Start = instance[0].EventTime.ToDateTimeOffset(),
            End = instance[^1].EventTime.ToDateTimeOffset(),
            Text = [.. Enumerable.Range(0, 1_000).Select(number => $"i-bp1{number:00000000000000000}  cn-hangzhou  replaced  m-bp1webbaseencr000001  22 of 22 checks passed, old disk d-bp1olddisk0000000001, snapshot s-bp1snapshot00000001")],
            Lanes = board.Lanes,
            Decisions = [],
            Calls = board.Calls,
        });

        Encoding.UTF8.GetByteCount(page).ShouldBeLessThan(OneMegabyte);
        page.Split("<svg ").Length.ShouldBe(1_001);
        page.ShouldContain("<td>SnapshotDisk<td>1000<td>1000<td>");
    }

    private static RunReport Report()
    {
        var lane = new ReportLane("cn-shanghai") { ParkedSince = Views.Now.AddMinutes(45) };
        lane.Spans.Add(new("copying", Views.Now.AddMinutes(15), Views.Now.AddMinutes(45)));
        return new()
        {
            WorkflowId = Views.Id,
            RunId = "r",
            Status = "parked",
            Start = Views.Now,
            End = Views.Now.AddMinutes(60),
            Text = [],
            Lanes = [lane],
            Decisions = [],
            Calls = [],
        };
    }

    private static List<HistoryEvent> Renamed(IReadOnlyList<HistoryEvent> events, string instance)
    {
        var renamed = events.Select(e => e.Clone()).ToList();
        renamed[0].WorkflowExecutionStartedEventAttributes.WorkflowId = $"replace/1000000000000001/cn-hangzhou/{instance}";
        return renamed;
    }
}
