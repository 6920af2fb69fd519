using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>Lists that are paged both ways: by token when MaxResults or NextToken is given, else by number (facts §2.0).</summary>
internal static class Listing
{
    public static JsonObject Answer<T>(Parameters parameters, List<T> found, string wrapper, string item, Func<T, JsonObject> write, int mostByToken = 100, int leastByToken = 10, int maxPageSize = 100)
    {
        if (parameters.Optional("MaxResults") is null && parameters.Optional("NextToken") is null)
        {
            var page = new Page(parameters, maxPageSize);
            var byNumber = Wrap(wrapper, item, page.Of(found).Select(write));
            page.WriteTo(byNumber, found.Count);
            return byNumber;
        }

        var (rest, nextToken) = TokenPage.Of(parameters, found, least: leastByToken, most: mostByToken);
        var byToken = Wrap(wrapper, item, rest.Select(write));
        byToken["NextToken"] = nextToken;
        return byToken;
    }

    /// <summary>A list inside its singular-named property (facts §1.7).</summary>
    public static JsonObject Wrap(string wrapper, string item, IEnumerable<JsonNode?> items) =>
        new() { [wrapper] = new JsonObject { [item] = new JsonArray([.. items]) } };

    /// <summary>A wrapped list of texts.</summary>
    public static JsonObject Texts(string item, IEnumerable<string> texts) => new() { [item] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]) };
}
