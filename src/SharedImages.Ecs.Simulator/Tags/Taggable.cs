namespace SharedImages.Ecs.Simulator;

/// <summary>A resource that carries tags (facts §2.15).</summary>
internal sealed record Taggable(string Type, string Id, ListPosition Position, WatchedMap<string> Tags)
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
        return [.. ids.Distinct(StringComparer.Ordinal).Select(id => Own(call, region, type, [id], tags: []).FirstOrDefault() ?? throw new ApiException(404, "InvalidResourceId.NotFound", $"The specified ResourceId does not exist: {id}."))];
    }

    /// <summary>The caller's resources of a type in a region as far as it can see them, newest first.</summary>
    /// <param name="call">The call.</param>
    /// <param name="region">The region.</param>
    /// <param name="type">The type.</param>
    /// <param name="ids">Ids of the only ones that are wanted; null = any.</param>
    /// <param name="tags">Tags that they must have.</param>
    /// <param name="from">The position of the first; null = from the start.</param>
    public static IEnumerable<Taggable> Own(Call call, string region, string type, IReadOnlyList<string>? ids, IReadOnlyList<KeyValuePair<string, string?>> tags, ListPosition? from = null)
    {
        var (cloud, account) = (call.Cloud, call.Account);
        ListKey[] all = [new(Facet.All, region, account)];
        return type switch
        {
            "image" => Found(
                new(cloud.ImageLists, [.. ImageKeys.All(region, account, isShared: false, ImageKeys.Statuses)], image => image.Owner == account && image.Region == region && call.Now >= image.VisibleFrom),
                cloud.Images,
                image => new Taggable(type, image.ImageId, image.Position, image.Tags)),
            "snapshot" => Found(
                new(cloud.SnapshotLists, all, snapshot => snapshot.Owner == account && snapshot.Region == region),
                cloud.Snapshots,
                snapshot => new Taggable(type, snapshot.SnapshotId, snapshot.Position, snapshot.Tags)),
            "instance" => Found(call.OwnInstances(region), cloud.Fleet.Instances, instance => new Taggable(type, instance.InstanceId, instance.Position, instance.Tags)),
            "disk" => Found(
                new(cloud.Fleet.DiskLists, all, disk => disk.Owner == account && disk.Region == region),
                cloud.Fleet.Disks,
                disk => new Taggable(type, disk.DiskId, disk.Position, disk.Tags)),
            _ => [],
        };

        IEnumerable<Taggable> Found<T>(Search<T> search, ResourceTable<T> table, Func<T, Taggable> taggable)
            where T : class, IResource
        {
            search.WhereIds(ids, table);
            search.WhereTags(tags, resource => taggable(resource).Tags);
            return search.Run().From(from).Select(taggable);
        }
    }

    public static string Required(string? value, string name) =>
        value ?? throw new ApiException(404, $"MissingParameter.{name}", $"The parameter \"{name}\" that is mandatory for processing this request is not supplied.");
}
