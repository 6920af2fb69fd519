using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>UntagResources (facts §2.15): takes keys off, or with All every tag; a key that is not there is no error.</summary>
internal sealed class UntagResources : IOperation
{
    public string Action => "UntagResources";

    public JsonObject Run(Call call)
    {
        var keys = call.Parameters.List("TagKey");
        if (keys.Count > TagParameters.MaxPerResource)
        {
            throw new ApiException(400, "NumberExceed.Tags", $"The maximum number of tags is exceeded: {TagParameters.MaxPerResource}.");
        }

        var all = call.Parameters.Bool("All") ?? false;
        var resources = Taggable.Named(call);
        _ = Taggable.Required(all || keys.Count > 0 ? "" : null, "TagKey");
        foreach (var resource in resources)
        {
            foreach (var key in all && keys.Count == 0 ? [.. resource.Tags.Keys] : keys)
            {
                resource.Tags.Remove(key);
            }
        }

        return [];
    }
}
