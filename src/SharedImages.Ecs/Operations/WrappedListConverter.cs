using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedImages.Ecs;

/// <summary>Reads a list in ECS's wrapping, <c>{"Tag":[…]}</c>, or a plain one; null and an empty wrapper are an empty list.</summary>
internal sealed class WrappedListConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<IReadOnlyList<T>>
    {
        public override bool HandleNull => true;

        public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Null:
                    return [];
                case JsonTokenType.StartArray:
                    return ReadItems(ref reader, options);
                case JsonTokenType.StartObject:
                    return ReadWrapped(ref reader, options);
                default:
                    throw new JsonException();
            }
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) => throw new NotSupportedException();

        private static IReadOnlyList<T> ReadWrapped(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            IReadOnlyList<T> items = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                reader.Read();
                switch (reader.TokenType)
                {
                    case JsonTokenType.Null:
                        break;
                    case JsonTokenType.StartArray:
                        items = ReadItems(ref reader, options);
                        break;
                    default:
                        throw new JsonException();
                }
            }

            return items;
        }

        private static List<T> ReadItems(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            var items = new List<T>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(JsonSerializer.Deserialize<T>(ref reader, options) ?? throw new JsonException());
            }

            return items;
        }
    }
}
