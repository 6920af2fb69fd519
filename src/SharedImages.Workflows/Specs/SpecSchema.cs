using System.Text.Json.Nodes;

namespace SharedImages.Workflows;

/// <summary>
/// JSON Schema 2020-12 of a spec, made from what its reader asks. It says all that can be said of one field: what follows from several, from
/// bounds of durations, or from the world is left to the reader.
/// </summary>
public sealed class SpecSchema
{
    /// <summary>Which JSON Schema it is.</summary>
    public const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private readonly SpecShapes shapes;

    private SpecSchema(SpecShapes shapes) => this.shapes = shapes;

    /// <summary>The schema of what a reader reads.</summary>
    public static JsonObject Of(Func<SpecDocument, SpecReading<IOperationSpec>> read) => new SpecSchema(SpecShapes.Of(read)).Value("", isOptional: false);

    private JsonObject Value(string path, bool isOptional)
    {
        var shape = shapes.At(path);
        var schema = new JsonObject();
        if (shape.Forms is [var form])
        {
            schema["description"] = $"{form.Noun}; {form.Remedy}";
        }

        schema["type"] = Types(shape, isOptional);
        AddTexts(schema, shape, isOptional);
        if (shape.Bounds is var (least, most))
        {
            schema["minimum"] = least;
            schema["maximum"] = most;
        }

        if (shape.IsList)
        {
            schema["items"] = Value($"{path}[]", isOptional: false);
            AddSize(schema, shape.Size, "Items");
            if (shape.IsSet)
            {
                schema["uniqueItems"] = true;
            }
        }

        if (shape.Keys is { } keys)
        {
            schema["propertyNames"] = new JsonObject { ["pattern"] = Whole(keys) };
            schema["additionalProperties"] = Value($"{path}.*", isOptional: false);
            AddSize(schema, shape.Size, "Properties");
        }

        if (shape.Fields is { } fields)
        {
            AddFields(schema, path, shape, fields);
        }

        return schema;
    }

    private void AddFields(JsonObject schema, string path, SpecShape shape, IReadOnlyList<string> fields)
    {
        var required = shape.Required.ToList();
        schema["properties"] = new JsonObject(fields.Select(field =>
            KeyValuePair.Create(field, (JsonNode?)Value(path.Length == 0 ? field : $"{path}.{field}", !required.Contains(field, StringComparer.Ordinal)))));
        if (required.Count > 0)
        {
            schema["required"] = Texts(fields.Where(field => required.Contains(field, StringComparer.Ordinal)));
        }

        schema["additionalProperties"] = false;
        if (shape.Sets.Count > 0)
        {
            schema["oneOf"] = new JsonArray([.. shape.Sets.Select(set => Given(set, shape.Sets.SelectMany(other => other).Except(set, StringComparer.Ordinal)))]);
        }
    }

    // Null is as good as not given.
    private static JsonObject Given(IReadOnlyList<string> set, IEnumerable<string> others) => new()
    {
        ["required"] = Texts(set),
        ["properties"] = new JsonObject(
        [
            .. set.Select(field => KeyValuePair.Create(field, (JsonNode?)new JsonObject { ["not"] = new JsonObject { ["type"] = "null" } })),
            .. others.Select(field => KeyValuePair.Create(field, (JsonNode?)new JsonObject { ["type"] = "null" })),
        ]),
    };

    private static JsonNode Types(SpecShape shape, bool isOptional)
    {
        var types = new List<string>();
        void Add(string type, bool isOne)
        {
            if (isOne)
            {
                types.Add(type);
            }
        }

        Add("object", shape.Fields is not null || shape.Keys is not null);
        Add("array", shape.IsList);
        Add("string", shape.Forms.Count > 0);
        Add("integer", shape.Bounds is not null);
        Add("boolean", shape.IsBoolean);
        Add("null", isOptional);
        return types is [var type] ? type : Texts(types);
    }

    private static void AddTexts(JsonObject schema, SpecShape shape, bool isOptional)
    {
        if (shape.Words.Count > 0)
        {
            schema["enum"] = new JsonArray([.. shape.Words.Select(word => (JsonNode?)word), .. isOptional ? (JsonNode?[])[null] : []]);
        }
        else if (shape.Forms is [var form])
        {
            schema["pattern"] = Whole(form);
        }
        else if (shape.Forms.Count > 1)
        {
            schema["anyOf"] = new JsonArray([.. shape.Forms.Select(one => new JsonObject { ["pattern"] = Whole(one) })]);
        }
    }

    private static void AddSize(JsonObject schema, (int Least, int Most) size, string what)
    {
        if (size.Least > 0)
        {
            schema[$"min{what}"] = size.Least;
        }

        if (size.Most < int.MaxValue)
        {
            schema[$"max{what}"] = size.Most;
        }
    }

    private static string Whole(SpecForm form) => $"^(?:{form.Pattern})$";

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
