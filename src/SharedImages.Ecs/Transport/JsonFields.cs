using System.Globalization;
using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>Reads ECS's JSON tolerantly: numbers and booleans come as themselves or as text (facts §1.7); what is missing or odd is null.</summary>
internal static class JsonFields
{
    public static string Text(this JsonElement element, string name) => Field(element, name) is { } field ? Text(field) : "";

    public static string? TextOrNull(this JsonElement element, string name) => Text(element, name) is { Length: > 0 } text ? text : null;

    public static bool? Bool(this JsonElement element, string name) =>
        bool.TryParse(Text(element, name), out var value) ? value : null;

    public static int? Int(this JsonElement element, string name) =>
        int.TryParse(Text(element, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) ? field : null;

    private static string Text(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.String => field.GetString() ?? "",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => field.GetRawText(),
        _ => "",
    };
}
