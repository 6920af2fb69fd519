using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedImages.Ecs;

/// <summary>Reads a scalar that comes as itself or as text; null and an empty text are its default.</summary>
internal sealed class ScalarConverter<T>(T none, Func<string, T> parse) : JsonConverter<T>
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.Null => "",
            JsonTokenType.String => reader.GetString() ?? "",
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => throw new JsonException(),
        };
        try
        {
            return text.Length == 0 ? none : parse(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new JsonException(null, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
}
