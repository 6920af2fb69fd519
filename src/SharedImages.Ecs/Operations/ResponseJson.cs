using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SharedImages.Ecs;

/// <summary>
/// Reads answers into records by ECS's names. Scalars may come as themselves or as text, lists in ECS's wrapping (facts §1.7); what is
/// missing, null or empty keeps the record's default; anything else is a bad answer, never another exception.
/// </summary>
internal static class ResponseJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters =
        {
            new ScalarConverter<string>("", text => text),
            new ScalarConverter<bool>(false, bool.Parse),
            new ScalarConverter<bool?>(null, text => bool.Parse(text)),
            new ScalarConverter<int>(0, Integer),
            new ScalarConverter<int?>(null, text => Integer(text)),
            new ScalarConverter<decimal?>(null, text => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
            new ScalarConverter<DateTimeOffset?>(null, text => Time(text)),
            new WrappedListConverter(),
            new TagConverter(),
        },
    };

    /// <exception cref="EcsException"><see cref="LocalCodes.BadAnswer"/>: something has another type.</exception>
    public static T Read<T>(string action, string regionId, JsonElement answer)
    {
        try
        {
            return answer.Deserialize<T>(Options) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw AnswerReader.Wrong(action, regionId, answer, e.Path ?? "$", e);
        }
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : throw new FormatException();

    private static int Integer(string text) => int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
