using System.Text.Json;
using System.Text.Json.Nodes;

namespace SharedImages.Workflows;

/// <summary>In which fields two specs differ.</summary>
public static class SpecDifference
{
    /// <summary>One line per field, <c>field: ours here, theirs there</c>, by field; empty when <see cref="SpecDigest"/> is the same.</summary>
    public static IReadOnlyList<string> Between(IOperationSpec here, IOperationSpec there)
    {
        var (ours, theirs) = (Flat(here), Flat(there));
        return [.. ours.Keys.Union(theirs.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Where(field => ours.GetValueOrDefault(field) != theirs.GetValueOrDefault(field))
            .Select(field => $"{field}: {ours.GetValueOrDefault(field, "nothing")} here, {theirs.GetValueOrDefault(field, "nothing")} there")];
    }

    private static SortedDictionary<string, string> Flat(IOperationSpec spec)
    {
        var flat = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Flatten(JsonSerializer.SerializeToNode<object>(spec, ContractJson.Options), "", flat);
        return flat;
    }

    private static void Flatten(JsonNode? node, string path, SortedDictionary<string, string> flat)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    Flatten(value, path.Length == 0 ? name : $"{path}.{name}", flat);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    // A target goes by its region, an account by itself: their order does not count.
                    Flatten(item, $"{path}[{(item as JsonObject)?["region"] ?? item}]", flat);
                }

                break;
            default:
                flat[path] = node?.ToString() ?? "nothing";
                break;
        }
    }
}
