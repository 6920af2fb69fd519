using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>Tags as answers show them: <c>Tags.Tag[]{TagKey,TagValue}</c>.</summary>
internal static class TagJson
{
    public static JsonObject Write(IEnumerable<KeyValuePair<string, string>> tags) => new()
    {
        ["Tag"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["TagKey"] = tag.Key, ["TagValue"] = tag.Value })]),
    };
}
