using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>How answers write values (facts §1.7).</summary>
internal static class WireText
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null when it is none.</summary>
    public static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Times of instances go to the minute only.</summary>
    public static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null when it is none.</summary>
    public static DateTimeOffset? ReadMinute(string? text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var minute) ? minute : null;

    public static string Percent(int percent) => string.Create(CultureInfo.InvariantCulture, $"{percent}%");

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
