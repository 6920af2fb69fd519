using Microsoft.Extensions.Logging;

namespace SharedImages.Activities.Tests;

/// <summary>What is logged: level and text of each line, and the exception that a log would show with its trace.</summary>
internal sealed class LogLines : ILogger
{
    private readonly List<(LogLevel Level, string Text, Exception? Trace)> lines = [];

    /// <summary>Those that a worker writes unless told otherwise.</summary>
    public IReadOnlyList<(LogLevel Level, string Text, Exception? Trace)> Shown => [.. lines.Where(line => line.Level >= LogLevel.Information)];

    /// <summary>Those for somebody who looks for a defect.</summary>
    public IReadOnlyList<(LogLevel Level, string Text, Exception? Trace)> Debug => [.. lines.Where(line => line.Level == LogLevel.Debug)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Add((logLevel, formatter(state, exception), exception));
}
