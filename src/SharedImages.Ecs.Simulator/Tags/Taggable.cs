namespace SharedImages.Ecs.Simulator;

/// <summary>A resource that carries tags (facts §2.15).</summary>
internal sealed record Taggable(string Type, string Id, string Region, string Owner, SortedDictionary<string, string> Tags)
{
    public const int MaxPerCall = 50;

    private static readonly string[] Types = ["image", "snapshot", "instance", "disk"];
    private static readonly string[] OtherTypes = ["securitygroup", "eni", "keypair", "ddh", "launchtemplate", "snapshotpolicy", "volume"];

    /// <summary>The parameter ResourceType, checked.</summary>
    public static string TypeOf(Call call)
    {
        var type = Required(call.Parameters.Optional("ResourceType"), "ResourceType");
        return Types.Contains(type, StringComparer.Ordinal) || OtherTypes.Contains(type, StringComparer.Ordinal)
            ? type
            : throw new ApiException(404, "InvalidResourceType.NotFound", "The specified ResourceType does not exist.");
    }

    /// <summary>The ids of ResourceId.N; not more than fifty.</summary>
    public static IReadOnlyList<string> IdsOf(Call call)
    {
        var ids = call.Parameters.List("ResourceId");
        return ids.Count <= MaxPerCall
            ? ids
            : throw new ApiException(400, "NumberExceed.ResourceIds", $"The maximum number of resource ids is exceeded: {MaxPerCall}.");
    }

    /// <summary>What the call names by type and ids: all of it, or an error.</summary>
    public static List<Taggable> Named(Call call)
    {
        var region = call.RequiredRegion();
        var type = TypeOf(call);
        var ids = IdsOf(call);
        _ = Required(ids is [var first, ..] ? first : null, "ResourceId");
        return [.. ids.Distinct(StringComparer.Ordinal).Select(id => Own(call, region, type, id).FirstOrDefault() ?? throw new ApiException(404, "InvalidResourceId.NotFound", $"The specified ResourceId does not exist: {id}."))];
    }

    /// <summary>The caller's resources of a type in a region, or the one with an id, as far as it can see them.</summary>
    public static IEnumerable<Taggable> Own(Call call, string region, string type, string? id = null)
    {
        var cloud = call.Cloud;
        var all = type switch
        {
            "image" => Of(cloud.Images).Where(image => call.Now >= image.VisibleFrom).Select(image => new Taggable(type, image.ImageId, image.Region, image.Owner, image.Tags)),
            "snapshot" => Of(cloud.Snapshots).Select(snapshot => new Taggable(type, snapshot.SnapshotId, snapshot.Region, snapshot.Owner, snapshot.Tags)),
            "instance" => Of(cloud.Fleet.Instances).Where(instance => call.Now >= instance.VisibleFrom).Select(instance => new Taggable(type, instance.InstanceId, instance.Region, instance.Owner, instance.Tags)),
            "disk" => Of(cloud.Fleet.Disks).Select(disk => new Taggable(type, disk.DiskId, disk.Region, disk.Owner, disk.Tags)),
            _ => [],
        };
        return all.Where(resource => resource.Owner == call.Account);

        IEnumerable<T> Of<T>(Shelf<T> shelf)
            where T : class => id is null ? shelf.In(region) : shelf.FindIn(region, id);
    }

    public static string Required(string? value, string name) =>
        value ?? throw new ApiException(404, $"MissingParameter.{name}", $"The parameter \"{name}\" that is mandatory for processing this request is not supplied.");
}
