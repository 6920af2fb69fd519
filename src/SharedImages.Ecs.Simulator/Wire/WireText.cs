using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>How answers write values (facts §1.7).</summary>
internal static class WireText
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Percent(int percent) => string.Create(CultureInfo.InvariantCulture, $"{percent}%");

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
