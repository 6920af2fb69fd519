using System.Text.Json.Nodes;

namespace SharedImages.Workflows.Tests;

/// <summary>Changes one field of a spec.</summary>
internal static class JsonFields
{
    /// <param name="root">The spec.</param>
    /// <param name="field">Its path, such as <c>targets[0].region</c>.</param>
    /// <param name="value">JSON; <c>-</c> = leave it out.</param>
    public static void Set(JsonObject root, string field, string value)
    {
        var parts = field.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        JsonNode node = root;
        foreach (var part in parts[..^1])
        {
            node = part[0] == '[' ? node[part[1] - '0']! : node[part]!;
        }

        var last = parts[^1];
        if (value == "-")
        {
            node.AsObject().Remove(last);
        }
        else if (last[0] == '[')
        {
            node[last[1] - '0'] = JsonNode.Parse(value);
        }
        else
        {
            node[last] = JsonNode.Parse(value);
        }
    }
}
