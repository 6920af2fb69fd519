using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>TagResources (facts §2.15) for own images and snapshots; all of a call or nothing.</summary>
internal sealed class TagResources : IOperation
{
    private const int MaxResources = 50;

    private static readonly string[] OtherTypes =
        ["instance", "disk", "securitygroup", "eni", "keypair", "ddh", "launchtemplate", "snapshotpolicy", "volume"];

    public string Action => "TagResources";

    public JsonObject Run(Call call)
    {
        var region = call.RequiredRegion();
        var type = Required(call.Parameters.Optional("ResourceType"), "ResourceType");
        var ids = call.Parameters.List("ResourceId");
        var tags = call.Parameters.Tags();
        _ = Required(ids is [var first, ..] ? first : null, "ResourceId");
        _ = Required(tags is [var tag, ..] ? tag.Key : null, "Tag");
        if (ids.Count > MaxResources)
        {
            throw new ApiException(400, "NumberExceed.ResourceIds", $"The maximum number of resource ids is exceeded: {MaxResources}.");
        }

        var resources = ids.Select(id => Find(call, region, type, id)).ToList();
        if (resources.Exists(existing => existing.Keys.Union(tags.Select(added => added.Key), StringComparer.Ordinal).Count() > TagParameters.MaxPerResource))
        {
            throw new ApiException(403, "QuotaExceed.Tags", $"The number of tags of a resource exceeds the limit ({TagParameters.MaxPerResource}).");
        }

        foreach (var (key, value) in tags)
        {
            resources.ForEach(resource => resource[key] = value);
        }

        return [];
    }

    private static string Required(string? value, string name) =>
        value ?? throw new ApiException(404, $"MissingParameter.{name}", $"The parameter \"{name}\" that is mandatory for processing this request is not supplied.");

    private static SortedDictionary<string, string> Find(Call call, string region, string type, string id)
    {
        var cloud = call.Cloud;
        var tags = type switch
        {
            "image" => cloud.Images.Find(id) is { } image && image.Owner == call.Account && image.Region == region && call.Now >= image.VisibleFrom ? image.Tags : null,
            "snapshot" => cloud.Snapshots.Find(id) is { } snapshot && snapshot.Owner == call.Account && snapshot.Region == region ? snapshot.Tags : null,
            _ when OtherTypes.Contains(type, StringComparer.Ordinal) => null,
            _ => throw new ApiException(404, "InvalidResourceType.NotFound", "The specified ResourceType does not exist."),
        };
        return tags ?? throw new ApiException(404, "InvalidResourceId.NotFound", $"The specified ResourceId does not exist: {id}.");
    }
}
