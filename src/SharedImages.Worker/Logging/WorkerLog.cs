using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.SystemConsole.Themes;

namespace SharedImages.Worker;

/// <summary>The log: all of it on stderr, since stdout is for results.</summary>
public static class WorkerLog
{
    /// <summary>A logger that the caller disposes, so that the last lines are written.</summary>
    /// <param name="format">For people or for machines.</param>
    /// <param name="level">The least important events that are written; what the libraries say is written from Warning on.</param>
    public static Logger Create(LogFormat format, LogEventLevel level = LogEventLevel.Information)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LibraryLevel(level))
            .Enrich.FromLogContext()
            // The host reports a dead service with its stack trace; WorkerHost says the same in one line.
            .Filter.ByExcluding(Serilog.Filters.Matching.FromSource("Microsoft.Extensions.Hosting"));

        var written = format == LogFormat.Json
            ? configuration.WriteTo.Console(new CompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose)
            : configuration.WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
                formatProvider: CultureInfo.InvariantCulture,
                theme: AnsiConsoleTheme.Code,
                standardErrorFromLevel: LogEventLevel.Verbose);
        return written.CreateLogger();
    }

    private static LogEventLevel LibraryLevel(LogEventLevel level) => level > LogEventLevel.Warning ? level : LogEventLevel.Warning;
}
