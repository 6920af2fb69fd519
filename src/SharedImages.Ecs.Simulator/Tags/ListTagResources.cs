using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>ListTagResources (facts §2.15): one entry per resource and tag, those of the newest resource first, by token. An id that does not exist has no tags.</summary>
internal sealed class ListTagResources : IOperation
{
    private const int PageSize = 50;

    public string Action => "ListTagResources";

    public JsonObject Run(Call call)
    {
        var region = call.RequiredRegion();
        var type = Taggable.TypeOf(call);
        var ids = Taggable.IdsOf(call);
        var tags = call.Parameters.Pairs("Tag");
        var filters = Filters(call.Parameters);
        _ = Taggable.Required(ids.Count + tags.Count + filters.Count > 0 ? "" : null, "ResourceId");
        if (tags.Count > TagParameters.MaxPerResource)
        {
            throw new ApiException(400, "NumberExceed.Tags", $"The maximum number of tags is exceeded: {TagParameters.MaxPerResource}.");
        }

        var start = call.Parameters.Optional("NextToken") is { } token ? PositionToken.Read(token) : null;
        var found = Taggable.Own(call, region, type, ids.Count > 0 ? ids : null, [.. tags, .. filters.Select(filter => KeyValuePair.Create(filter.Key, (string?)null))], start?.Position)
            .Where(resource => filters.TrueForAll(filter => Passes(filter, resource.Tags)))
            .SelectMany(resource => resource.Tags.Select((tag, index) => (resource, tag, number: index + 1)))
            .SkipWhile(entry => entry.resource.Position == start?.Position && entry.number <= start?.Entries)
            .Take(PageSize + 1)
            .ToList();
        var page = found.Take(PageSize).ToList();
        var answer = Listing.Wrap("TagResources", "TagResource", page.Select(entry => Write(entry.resource, entry.tag)));
        answer["NextToken"] = found.Count > PageSize ? new PositionToken(page[^1].resource.Position, page[^1].number).ToString() : "";
        return answer;
    }

    private static bool Passes((string Key, IReadOnlyList<string> Values) filter, WatchedMap<string> tags) =>
        tags.TryGetValue(filter.Key, out var value) && (filter.Values.Count == 0 || filter.Values.Contains(value, StringComparer.Ordinal));

    /// <summary>One key, and any of some values.</summary>
    private static List<(string Key, IReadOnlyList<string> Values)> Filters(Parameters parameters) =>
        [.. parameters.Groups("TagFilter").Select(prefix => (parameters.Required($"{prefix}TagKey"), parameters.List($"{prefix}TagValues")))];

    private static JsonObject Write(Taggable resource, KeyValuePair<string, string> tag) => new()
    {
        ["ResourceId"] = resource.Id,
        ["ResourceType"] = resource.Type,
        ["TagKey"] = tag.Key,
        ["TagValue"] = tag.Value,
    };
}
