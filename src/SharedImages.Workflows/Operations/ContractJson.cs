using System.Text.Json;
using System.Text.Json.Serialization;
using Temporalio.Converters;

namespace SharedImages.Workflows;

/// <summary>How everything crosses Temporal: camelCase properties, enums as camelCase strings, ISO 8601 times, nulls left out.</summary>
public static class ContractJson
{
    /// <summary>The serializer options; also what the CLI prints with.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = null,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The converter that client, worker, replayer and tests share; with another one stored histories cannot be read.</summary>
    public static DataConverter DataConverter { get; } = DataConverter.Default with
    {
        PayloadConverter = new ContractPayloadConverter(),
    };

    /// <summary>An enum member as it stands in JSON: <c>retryAsNew</c>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed class ContractPayloadConverter() : DefaultPayloadConverter(Options);
}
