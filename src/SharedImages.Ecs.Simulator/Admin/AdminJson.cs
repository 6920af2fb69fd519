using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedImages.Ecs.Simulator;

/// <summary>JSON as the admin endpoint writes and reads it: camelCase, enums by name, unknown fields refused, durations <c>hh:mm:ss</c>.</summary>
internal static class AdminJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
