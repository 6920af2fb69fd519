using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedImages.Ecs;

/// <summary>Reads a list in ECS's wrapping, <c>{"Tag":[…]}</c>, or a plain one; null and an empty wrapper are an empty list.</summary>
internal sealed class WrappedListConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    public override bool HandleNull => true;

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => [],
        JsonTokenType.StartArray => ReadItems(ref reader, options),
        JsonTokenType.StartObject => ReadWrapped(ref reader, options),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static IReadOnlyList<T> ReadWrapped(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        IReadOnlyList<T> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            reader.Read();
            items = reader.TokenType switch
            {
                JsonTokenType.Null => items,
                JsonTokenType.StartArray => ReadItems(ref reader, options),
                _ => throw new JsonException(),
            };
        }

        return items;
    }

    private static List<T> ReadItems(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        // The converter itself: JsonSerializer.Deserialize would first look for the item's end, so read everything twice.
        var converter = (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(converter.Read(ref reader, typeof(T), options) ?? throw new JsonException());
        }

        return items;
    }
}
