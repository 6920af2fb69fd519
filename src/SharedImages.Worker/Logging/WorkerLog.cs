using System.Globalization;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.SystemConsole.Themes;
using SharedImages.Activities;

namespace SharedImages.Worker;

/// <summary>The log: all of it on stderr, since stdout is for results.</summary>
public static class WorkerLog
{
    /// <summary>A logger that the caller disposes, so that the last lines are written.</summary>
    /// <param name="format">For people or for machines.</param>
    /// <param name="level">The least important events that are written; what the libraries say is written from Warning on.</param>
    /// <param name="printable">Text as a terminal may show it, or JSON, by the format: whatever is in a line, it commands no terminal.</param>
    public static Logger Create(LogFormat format, LogEventLevel level, Func<string, string> printable)
    {
        var configuration = Configure(level);
        var written = format == LogFormat.Json
            ? configuration.WriteTo.Console(new JsonLineFormatter(printable), standardErrorFromLevel: LogEventLevel.Verbose)
            : configuration.WriteTo.Sink(LoggerSinkConfiguration.Wrap(terminal => new PrintableSink(terminal, printable), sink => sink.Console(
                outputTemplate: $"{{Timestamp:HH:mm:ss}} {{Level:u3}} {{Message:lj}}{{NewLine}}{{{PrintableSink.Trace}:l}}",
                formatProvider: CultureInfo.InvariantCulture,
                theme: AnsiConsoleTheme.Code,
                standardErrorFromLevel: LogEventLevel.Verbose)));
        return written.CreateLogger();
    }

    /// <summary>What is logged, wherever it is written to.</summary>
    internal static LoggerConfiguration Configure(LogEventLevel level) => new LoggerConfiguration()
        .MinimumLevel.Is(level)
        .MinimumLevel.Override("Microsoft", LibraryLevel(level))
        .Enrich.FromLogContext()
        // The host reports a dead service with its stack trace; WorkerHost says the same in one line.
        .Filter.ByExcluding(Serilog.Filters.Matching.FromSource("Microsoft.Extensions.Hosting"))
        .Filter.ByExcluding(HasBeenLogged);

    // Temporal's SDK warns of each activity that fails, with the whole exception; a failed step has been logged in one line by then.
    private static bool HasBeenLogged(LogEvent logEvent) => logEvent is { Exception: StepFailure, Level: LogEventLevel.Warning };

    private static LogEventLevel LibraryLevel(LogEventLevel level) => level > LogEventLevel.Warning ? level : LogEventLevel.Warning;
}
