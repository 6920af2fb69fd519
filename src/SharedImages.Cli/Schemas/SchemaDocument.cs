using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>JSON Schemas as editors and validators take them.</summary>
internal static class SchemaDocument
{
    // Patterns are full of what would be escaped for HTML.
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of the specs of one kind.</summary>
    public static JsonObject Of(OperationKind kind)
    {
        var document = Begin(kind.Name);
        foreach (var (name, value) in SpecSchema.Of(kind.Read))
        {
            document[name] = value?.DeepClone();
        }

        return document;
    }

    /// <summary>Of the specs of all kinds: which one holds is said by their field <c>kind</c>.</summary>
    public static JsonObject OfAll()
    {
        var document = Begin("Shared Images");
        document["type"] = "object";
        document["required"] = new JsonArray("kind");
        document["properties"] = new JsonObject { ["kind"] = new JsonObject { ["enum"] = new JsonArray([.. OperationKinds.All.Select(kind => (JsonNode?)kind.Name)]) } };
        document["allOf"] = new JsonArray([.. OperationKinds.All.Select(kind => new JsonObject
        {
            ["if"] = new JsonObject { ["required"] = new JsonArray("kind"), ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind.Name } } },
            ["then"] = new JsonObject { ["$ref"] = $"#/$defs/{kind.Name}" },
        })]);
        document["$defs"] = new JsonObject(OperationKinds.All.Select(kind => KeyValuePair.Create(kind.Name, (JsonNode?)SpecSchema.Of(kind.Read))));
        return document;
    }

    /// <summary>As it is printed.</summary>
    public static string Text(JsonObject schema) => schema.ToJsonString(Options);

    private static JsonObject Begin(string title) => new() { ["$schema"] = SpecSchema.Dialect, ["title"] = title };
}
