using System.Globalization;
using System.Text.Json;
using Serilog.Events;

namespace SharedImages.Worker.Tests;

/// <summary>What is logged passes through what makes it printable, whichever part of an event it is in.</summary>
public sealed class PrintableLogTests
{
    [Fact]
    public void ForMachines_TheWholeLineIsMadePrintable()
    {
        var sink = new LogSink();
        using (var log = WorkerLog.Configure(LogEventLevel.Information).WriteTo.Sink(sink).CreateLogger())
        {
            log.Error(new InvalidOperationException("\u009b2J"), "Ended: {Summary}", "\u009b1m");
        }

        using var line = new StringWriter();
        new JsonLineFormatter(json => json.Replace("\u009b", "\\u009b", StringComparison.Ordinal)).Format(sink.Events.ShouldHaveSingleItem(), line);

        line.ToString().ShouldNotContain("\u009b");
        var read = JsonDocument.Parse(line.ToString()).RootElement;
        read.GetProperty("message").GetString().ShouldBe("Ended: \u009b1m");
        read.GetProperty("Summary").GetString().ShouldBe("\u009b1m");
        read.GetProperty("exception").GetString().ShouldBe("System.InvalidOperationException: \u009b2J");
    }

    [Fact]
    public void ForPeople_ValuesTemplateAndTraceAreMadePrintable()
    {
        var sink = new LogSink();
        using (var log = WorkerLog.Configure(LogEventLevel.Information).WriteTo.Sink(new PrintableSink(sink, text => text.Replace('\u009b', '_'))).CreateLogger())
        {
            log.Error(
                new InvalidOperationException("\u009b2J\nof it"),
                "\u009bA {Text} {List} {Map} {@Object}",
                "a\u009b",
                (string[])["b\u009b"],
                new Dictionary<string, string>(StringComparer.Ordinal) { ["c\u009b"] = "d\u009b" },
                new { E = "e\u009b", F = 1 });
        }

        var logged = sink.Events.ShouldHaveSingleItem();
        logged.RenderMessage(CultureInfo.InvariantCulture).ShouldBe("""_A "a_" ["b_"] [("c_": "d_")] { E: "e_", F: 1 }""");
        logged.Exception.ShouldBeNull();
        logged.Properties[PrintableSink.Trace].ToString("l", CultureInfo.InvariantCulture).ShouldBe($"System.InvalidOperationException: _2J{Environment.NewLine}of it{Environment.NewLine}");
    }
}
