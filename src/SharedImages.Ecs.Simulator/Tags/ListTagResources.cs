using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>ListTagResources (facts §2.15): one entry per resource and tag, by token. An id that does not exist has no tags.</summary>
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

        var candidates = ids.Count == 0 ? Taggable.Own(call, region, type) : ids.Distinct(StringComparer.Ordinal).SelectMany(id => Taggable.Own(call, region, type, id));
        var found = candidates
            .Where(resource => TagParameters.Match(resource.Tags, tags))
            .Where(resource => filters.All(filter => resource.Tags.TryGetValue(filter.Key, out var value) && (filter.Values.Count == 0 || filter.Values.Contains(value, StringComparer.Ordinal))))
            .OrderBy(resource => resource.Id, StringComparer.Ordinal)
            .SelectMany(resource => resource.Tags.Select(tag => (resource, tag)))
            .ToList();
        var (page, nextToken) = TokenPage.Of(call.Parameters, found, fallback: PageSize, least: PageSize, most: PageSize);
        var answer = Listing.Wrap("TagResources", "TagResource", page.Select(entry => Write(entry.resource, entry.tag)));
        answer["NextToken"] = nextToken;
        return answer;
    }

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
