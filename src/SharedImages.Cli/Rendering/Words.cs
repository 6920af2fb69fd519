using System.Globalization;
using System.Text.Json;

namespace SharedImages.Cli;

/// <summary>Values in words, the same ones everywhere.</summary>
internal static class Words
{
    /// <summary>An enum member as it stands in JSON: <c>retryAsNew</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>A span to the minute.</summary>
    public static string Of(TimeSpan span)
    {
        var minutes = (int)Math.Ceiling(span.TotalMinutes);
        return minutes <= 1 ? "< 1 min"
            : minutes < 60 ? string.Create(CultureInfo.InvariantCulture, $"{minutes} min")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} h {minutes % 60} min");
    }

    /// <summary>How often.</summary>
    public static string Times(int count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");

    /// <summary>A moment, UTC, to the second.</summary>
    public static string Of(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}
