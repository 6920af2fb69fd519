using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedImages.Ecs;

/// <summary>Reads a scalar; without a value it is null.</summary>
internal sealed class OptionalScalarConverter<T>(TryParseScalar<T> tryParse) : JsonConverter<T?>
    where T : struct
{
    public override bool HandleNull => true;

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Scalars.Read(ref reader, tryParse);

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
