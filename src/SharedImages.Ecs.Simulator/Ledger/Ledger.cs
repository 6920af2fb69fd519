namespace SharedImages.Ecs.Simulator;

/// <summary>
/// An account of effects, apart from the code that has them: it compares what is there with what was there before,
/// for what came, went or says that it has changed, for what a call names and for what time moves. Only inside <see cref="Cloud.Enter{T}"/>.
/// </summary>
internal sealed class Ledger
{
    private const int Capacity = 20_000;

    private static readonly LedgerKind[] Kinds = Enum.GetValues<LedgerKind>();

    private readonly Cloud cloud;
    private readonly Queue<LedgerEntry> entries;
    private readonly Dictionary<(LedgerKind Kind, string Id), LedgerResource> left = [];
    private readonly Dictionary<(LedgerKind Kind, string Id), DateTimeOffset> moving = [];
    private readonly PriorityQueue<(LedgerKind Kind, string Id), DateTimeOffset> moments = new();
    private HashSet<(LedgerKind Kind, string Id)> touched = [];
    private long count;

    /// <summary>What is there now was there from the start, or is what the earlier effects left.</summary>
    public Ledger(Cloud cloud, IReadOnlyList<LedgerEntry> earlier)
    {
        this.cloud = cloud;
        entries = new Queue<LedgerEntry>(earlier.TakeLast(Capacity));
        count = earlier.Count > 0 ? earlier[^1].Number : 0;
        foreach (var (kind, id) in Kinds.SelectMany(kind => LedgerView.Ids(cloud, kind).Select(id => (kind, id))))
        {
            Keep(LedgerView.Find(cloud, kind, id)!);
        }

        cloud.Images.OnAdd += Touch;
        cloud.Images.OnRemove += Touch;
        cloud.ImageLists.OnTouch += Touch;
        cloud.Snapshots.OnAdd += Touch;
        cloud.Snapshots.OnRemove += Touch;
        cloud.SnapshotLists.OnTouch += Touch;
        cloud.Fleet.Instances.OnAdd += Touch;
        cloud.Fleet.Instances.OnRemove += Touch;
        cloud.Fleet.InstanceLists.OnTouch += Touch;
        cloud.Fleet.Disks.OnAdd += Touch;
        cloud.Fleet.Disks.OnRemove += Touch;
        cloud.Fleet.DiskLists.OnTouch += Touch;
    }

    /// <summary>Counts to an author what has changed since the last time.</summary>
    public void Settle(LedgerAuthor author)
    {
        while (moments.TryPeek(out var key, out var moment) && moment <= cloud.Now)
        {
            moments.Dequeue();
            touched.Add(key);
        }

        touched.UnionWith(author.Names.SelectMany(id => Kinds.Select(kind => (kind, id))).Where(left.ContainsKey));
        if (touched.Count > 0)
        {
            Compare(author);
        }
    }

    /// <summary>The effects that are kept, oldest first.</summary>
    public IEnumerable<LedgerEntry> Entries => entries;

    /// <summary>All of it; what nobody has accounted for is found here at the latest.</summary>
    public SimulatedLedger Show()
    {
        touched.UnionWith(left.Keys);
        touched.UnionWith(Kinds.SelectMany(kind => LedgerView.Ids(cloud, kind).Select(id => (kind, id))));
        Compare(LedgerAuthor.Unknown);
        return SimulatedLedger.Of([.. entries], left.Values, lost: count - entries.Count);
    }

    private void Touch(ImageRecord image) => touched.Add((LedgerKind.Image, image.ImageId));

    private void Touch(SnapshotRecord snapshot) => touched.Add((LedgerKind.Snapshot, snapshot.SnapshotId));

    private void Touch(InstanceRecord instance) => touched.Add((LedgerKind.Instance, instance.InstanceId));

    private void Touch(CloudDisk disk) => touched.Add((LedgerKind.Disk, disk.DiskId));

    private void Compare(LedgerAuthor author)
    {
        foreach (var (kind, id) in InOrder())
        {
            Compare(author, left.GetValueOrDefault((kind, id)), LedgerView.Find(cloud, kind, id));
        }

        // Clearing takes as long as the set was ever large: after a look at all of it, longer than a call.
        touched = [];
    }

    private List<(LedgerKind Kind, string Id)> InOrder() => [.. touched.OrderBy(key => key.Kind).ThenBy(key => key.Id, StringComparer.Ordinal)];

    private void Compare(LedgerAuthor author, LedgerResource? before, LedgerResource? after)
    {
        if (before is not null && after is null)
        {
            Add(author, LedgerEffect.Removed, before);
            left.Remove((before.Kind, before.ResourceId));
            moving.Remove((before.Kind, before.ResourceId));
        }
        else if (after is not null)
        {
            if (before is null)
            {
                Add(author, LedgerEffect.Made, after);
            }

            AddChanges(author, before ?? after with { Tags = SmallMap.Empty, SharedWith = [] }, after);
            Keep(after);
        }
    }

    private void AddChanges(LedgerAuthor author, LedgerResource before, LedgerResource after)
    {
        foreach (var (name, value) in after.Attributes.Where(attribute => before.Attributes[attribute.Key] != attribute.Value))
        {
            Add(author, LedgerEffect.Changed, after, name, before.Attributes[name], value);
        }

        foreach (var (key, value) in after.Tags.Where(tag => before.Tags.GetValueOrDefault(tag.Key) != tag.Value))
        {
            Add(author, LedgerEffect.Tagged, after, key, before.Tags.GetValueOrDefault(key), value);
        }

        foreach (var (key, value) in before.Tags.Where(tag => !after.Tags.ContainsKey(tag.Key)))
        {
            Add(author, LedgerEffect.Untagged, after, key, value);
        }

        foreach (var account in after.SharedWith.Except(before.SharedWith, StringComparer.Ordinal))
        {
            Add(author, LedgerEffect.Shared, after, account);
        }

        foreach (var account in before.SharedWith.Except(after.SharedWith, StringComparer.Ordinal))
        {
            Add(author, LedgerEffect.Unshared, after, account);
        }
    }

    private void Add(LedgerAuthor author, LedgerEffect effect, LedgerResource resource, string what = "", string? before = null, string? after = null)
    {
        if (entries.Count == Capacity)
        {
            entries.Dequeue();
        }

        entries.Enqueue(new LedgerEntry
        {
            Number = ++count,
            Time = cloud.Now,
            Effect = effect,
            Kind = resource.Kind,
            ResourceId = resource.ResourceId,
            Owner = resource.Owner,
            Region = resource.Region,
            What = what,
            Before = before,
            After = after,
            Cause = author.Cause,
            RequestId = author.Call?.RequestId,
            Caller = author.Call?.Principal.Arn,
            Action = author.Call?.Action,
            ClientToken = author.Call?.Parameters.Optional("ClientToken"),
        });
    }

    private void Keep(LedgerResource resource)
    {
        var key = (resource.Kind, resource.ResourceId);
        left[key] = resource;
        if (LedgerView.NextChange(cloud, resource.Kind, resource.ResourceId) is not { } moment)
        {
            moving.Remove(key);
        }
        else if (!moving.TryGetValue(key, out var known) || known != moment)
        {
            moving[key] = moment;
            moments.Enqueue(key, moment);
        }
    }
}
