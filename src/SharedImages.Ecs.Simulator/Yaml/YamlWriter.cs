using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SharedImages.Ecs.Simulator;

/// <summary>Writes JSON as YAML for people: what holds nothing but simple values is one line, quotes are where YAML needs them.</summary>
internal static partial class YamlWriter
{
    private const int LongestLine = 400;

    public static string Write(JsonObject json)
    {
        var text = new StringBuilder();
        WriteFields(text, json, indent: "");
        return text.ToString();
    }

    private static void WriteFields(StringBuilder text, JsonObject json, string indent, string first = "")
    {
        var lead = first.Length > 0 ? first : indent;
        foreach (var (name, value) in json)
        {
            text.Append(lead).Append(Quoted(name)).Append(':');
            WriteValue(text, value!, indent);
            lead = indent;
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode value, string indent)
    {
        switch (value)
        {
            case var _ when OneLine(value) is { } line:
                text.Append(' ').Append(line).Append('\n');
                break;
            case JsonObject group:
                text.Append('\n');
                WriteFields(text, group, indent + "  ");
                break;
            case JsonArray list:
                text.Append('\n');
                foreach (var item in list)
                {
                    WriteItem(text, item!, indent + "  ");
                }

                break;
        }
    }

    private static void WriteItem(StringBuilder text, JsonNode item, string indent)
    {
        if (OneLine(item) is { } line)
        {
            text.Append(indent).Append("- ").Append(line).Append('\n');
            return;
        }

        WriteFields(text, item.AsObject(), indent + "  ", $"{indent}- ");
    }

    /// <summary>Null = it has parts of its own, or gets too long. A simple value never does.</summary>
    private static string? OneLine(JsonNode value)
    {
        var line = value switch
        {
            JsonObject { Count: 0 } => "{}",
            JsonObject group => group.All(field => IsSimple(field.Value!)) ? $"{{ {string.Join(", ", group.Select(field => $"{Quoted(field.Key)}: {Simple(field.Value!)}"))} }}" : null,
            JsonArray list => list.All(item => IsSimple(item!)) ? $"[{string.Join(", ", list.Select(item => Simple(item!)))}]" : null,
            _ => Simple(value),
        };
        return line?.Length <= LongestLine || IsSimple(value) ? line : null;
    }

    private static bool IsSimple(JsonNode value) => value is JsonValue or JsonObject { Count: 0 } or JsonArray { Count: 0 };

    private static string Simple(JsonNode value) => value switch
    {
        JsonObject => "{}",
        JsonArray => "[]",
        _ when value.GetValueKind() == JsonValueKind.String => Quoted(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private static string Quoted(string value) => Plain().IsMatch(value) ? value : $"\"{string.Concat(value.Select(Escaped))}\"";

    private static string Escaped(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\t' => "\\t",
        _ when char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' => $"\\u{(int)character:X4}",
        _ => character.ToString(),
    };

    // Words that no reader of YAML takes for true, false or null; times, durations and UUIDs.
    [GeneratedRegex(@"^(?!(?i:true|false|yes|no|on|off|null|y|n)$)(?:[A-Za-z/](?:[A-Za-z0-9_./ -]*[A-Za-z0-9_./-])?|\d{4}-\d\d-\d\dT[0-9:.]+(?:[+-]\d\d:\d\d|Z)|\d+[smh]|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
