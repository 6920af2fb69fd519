using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>TagResources (facts §2.15) for own images, snapshots, instances and disks; all of a call or nothing.</summary>
internal sealed class TagResources : IOperation
{
    public string Action => "TagResources";

    public JsonObject Run(Call call)
    {
        var tags = call.Parameters.Tags();
        var resources = Taggable.Named(call);
        _ = Taggable.Required(tags is [var tag, ..] ? tag.Key : null, "Tag");
        if (resources.Exists(resource => resource.Tags.Keys.Union(tags.Select(added => added.Key), StringComparer.Ordinal).Count() > TagParameters.MaxPerResource))
        {
            throw new ApiException(403, "QuotaExceed.Tags", $"The number of tags of a resource exceeds the limit ({TagParameters.MaxPerResource}).");
        }

        foreach (var (key, value) in tags)
        {
            resources.ForEach(resource => resource.Tags[key] = value);
        }

        return [];
    }
}
