using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedImages.Ecs;

/// <summary>Reads tags, which answers spell otherwise than requests (facts §2.15).</summary>
internal sealed class TagConverter : JsonConverter<Tag>
{
    public override Tag Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var tag = JsonElement.ParseValue(ref reader);
        return tag.ValueKind == JsonValueKind.Object ? new(tag.Text("TagKey"), tag.Text("TagValue")) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, Tag value, JsonSerializerOptions options) => throw new NotSupportedException();
}
