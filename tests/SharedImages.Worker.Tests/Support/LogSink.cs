using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace SharedImages.Worker.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogSink : ILogEventSink
{
    private readonly List<LogEvent> events = [];

    public IReadOnlyList<LogEvent> Events => events;

    public IReadOnlyList<string> Lines => [.. events.Select(logged => $"{logged.Level}: {logged.RenderMessage(CultureInfo.InvariantCulture)}")];

    /// <summary>A log that writes here and nowhere else.</summary>
    public static (Logger Log, LogSink Sink) Create()
    {
        var sink = new LogSink();
        return (new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger(), sink);
    }

    public void Emit(LogEvent logEvent) => events.Add(logEvent);
}
