using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace SharedImages.Workflows;

/// <summary>Durations in specs: a whole number and one unit, <c>30s</c>, <c>5m</c>, <c>2h</c>, <c>7d</c>. Pure.</summary>
internal static partial class SpecDurations
{
    /// <summary>Of the text of a duration.</summary>
    public const string Pattern = "[0-9]{1,9}[smhd]";

    private const int MaxDays = 36_500;

    private static readonly (string Unit, TimeSpan Value)[] Units =
        [("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1))];

    /// <summary>Null when the text is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (Form.Match(text) is not { Success: true } match)
        {
            return null;
        }

        var unit = Units.Single(unit => unit.Unit == match.Groups["unit"].Value).Value;
        var number = long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return number * unit.TotalDays <= MaxDays ? unit * number : null;
    }

    /// <summary>As a spec says it, in the largest unit that it is a whole number of.</summary>
    public static string Text(TimeSpan duration)
    {
        var (unit, value) = Array.Find(Units, unit => duration.Ticks % unit.Value.Ticks == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / value.Ticks}{unit}");
    }

    [GeneratedRegex(@"\A(?<number>[0-9]{1,9})(?<unit>[smhd])\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form { get; }

    /// <summary>In the JSON of a spec, whose reader reads the same.</summary>
    internal sealed class Json : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Parse(reader.GetString()!) is { } duration ? duration : throw new JsonException("not a duration such as 30s, 5m, 2h or 7d");

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));
    }
}
