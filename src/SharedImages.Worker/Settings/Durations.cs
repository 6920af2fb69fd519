using System.Globalization;

namespace SharedImages.Worker;

/// <summary>Durations as people write them: a number and one unit, <c>500ms</c>, <c>20s</c>, <c>1.5m</c>, <c>2h</c>.</summary>
internal static class Durations
{
    private static readonly (string Unit, TimeSpan Value)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>Null if the text is no duration, or one of more than 1000 days.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, value) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * value.TotalDays <= 1000)
            {
                return value * number;
            }
        }

        return null;
    }
}
