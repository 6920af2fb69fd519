using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>Lists that are paged both ways: by token when MaxResults or NextToken is given, else by number (facts §2.0).</summary>
internal static class Listing
{
    public static JsonObject Answer<T>(Parameters parameters, List<T> found, string wrapper, string item, Func<T, JsonObject> write, int mostByToken = 100, int leastByToken = 10, int maxPageSize = 100)
    {
        if (IsByNumber(parameters))
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

    /// <inheritdoc cref="Answer{T}(Parameters, List{T}, string, string, Func{T, JsonObject}, int, int, int)"/>
    public static JsonObject Answer<T>(Parameters parameters, Found<T> found, string wrapper, string item, Func<T, JsonObject> write, int mostByToken = 100, int leastByToken = 10, int maxPageSize = 100)
        where T : class, IResource
    {
        if (IsByNumber(parameters))
        {
            var page = new Page(parameters, maxPageSize);
            var (numbered, count) = page.Of(found);
            var byNumber = Wrap(wrapper, item, numbered.Select(write));
            page.WriteTo(byNumber, count);
            return byNumber;
        }

        var (rest, nextToken) = PositionToken.PageOf(parameters, found, least: leastByToken, most: mostByToken);
        var byToken = Wrap(wrapper, item, rest.Select(write));
        byToken["NextToken"] = nextToken;
        return byToken;
    }

    private static bool IsByNumber(Parameters parameters) => parameters.Optional("MaxResults") is null && parameters.Optional("NextToken") is null;

    /// <summary>A list inside its singular-named property (facts §1.7).</summary>
    public static JsonObject Wrap(string wrapper, string item, IEnumerable<JsonNode?> items) =>
        new() { [wrapper] = new JsonObject { [item] = new JsonArray([.. items]) } };

    /// <summary>A wrapped list of texts.</summary>
    public static JsonObject Texts(string item, IEnumerable<string> texts) => new() { [item] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]) };
}
