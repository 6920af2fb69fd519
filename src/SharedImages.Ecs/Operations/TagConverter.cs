using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedImages.Ecs;

/// <summary>Reads tags, which answers spell otherwise than requests (facts §2.15).</summary>
internal sealed class TagConverter : JsonConverter<Tag>
{
    public override Tag Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var (key, value) = ("", "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isKey, isValue) = (reader.ValueTextEquals("TagKey"u8), reader.ValueTextEquals("TagValue"u8));
            reader.Read();
            var text = TextConverter.Read(ref reader);
            key = isKey ? text : key;
            value = isValue ? text : value;
        }

        return new(key, value);
    }

    public override void Write(Utf8JsonWriter writer, Tag value, JsonSerializerOptions options) => throw new NotSupportedException();
}
