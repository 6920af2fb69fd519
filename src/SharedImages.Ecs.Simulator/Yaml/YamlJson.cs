using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SharedImages.Ecs.Simulator;

/// <summary>YAML as JSON, every value a string, and the way back from a place in the JSON to the one in the YAML.</summary>
internal static partial class YamlJson
{
    /// <summary>Doubled fields are reported, the first counts.</summary>
    public static JsonNode Of(YamlNode node, Action<YamlNode, string> error) => node switch
    {
        YamlMap map => OfMap(map, error),
        YamlList list => new JsonArray([.. list.Items.Select(item => Of(item, error))]),
        YamlText text => JsonValue.Create(text.Value),
        _ => throw new ArgumentException($"A node of an unknown kind: {node.Kind}.", nameof(node)),
    };

    /// <summary>The node at a path such as <c>$.images[3].tags['a b']</c>, or the nearest around it.</summary>
    public static YamlNode At(YamlNode root, string? path)
    {
        var node = root;
        foreach (Match step in Step().Matches(path ?? ""))
        {
            var next = (node, step.Groups["index"].Value, step.Groups["name"].Value) switch
            {
                (YamlList list, { Length: > 0 } index, _) => list.Items.ElementAtOrDefault(int.Parse(index, CultureInfo.InvariantCulture)),
                (YamlMap map, "", var name) => map.Fields.FirstOrDefault(field => field.Name.Value == name).Value,
                _ => null,
            };
            if (next is null)
            {
                return node;
            }

            node = next;
        }

        return node;
    }

    private static JsonObject OfMap(YamlMap map, Action<YamlNode, string> error)
    {
        var json = new JsonObject();
        foreach (var (name, value) in map.Fields)
        {
            if (!json.TryAdd(name.Value, Of(value, error)))
            {
                error(name, $"the field {name.Value} is given twice; give it once");
            }
        }

        return json;
    }

    [GeneratedRegex(@"\[(?<index>\d+)\]|\['(?<name>[^']*)'\]|\.(?<name>[^.\[]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
