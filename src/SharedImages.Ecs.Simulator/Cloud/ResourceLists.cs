namespace SharedImages.Ecs.Simulator;

/// <summary>
/// Lists of the resources of a table by what calls ask for, newest first, so that nothing looks through all of them. Resources say when they
/// change, time says it for them. Only inside <see cref="Cloud.Enter{T}"/>.
/// </summary>
internal sealed class ResourceLists<T>
    where T : class, IResource
{
    private static readonly SortedResources<T> None = new();

    private readonly Func<T, DateTimeOffset, IEnumerable<ListKey>> keysOf;
    private readonly Func<T, DateTimeOffset, DateTimeOffset?> nextChange;
    private readonly Dictionary<ListKey, SortedResources<T>> lists = [];
    private readonly Dictionary<T, HashSet<ListKey>> keys = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<T, DateTimeOffset> waiting = new(ReferenceEqualityComparer.Instance);
    private DateTimeOffset now = DateTimeOffset.MinValue;

    /// <param name="table">Where the resources are; empty yet.</param>
    /// <param name="keysOf">The lists that a resource is in at a moment.</param>
    /// <param name="nextChange">When time alone will change them next; null = never.</param>
    public ResourceLists(ResourceTable<T> table, Func<T, DateTimeOffset, IEnumerable<ListKey>> keysOf, Func<T, DateTimeOffset, DateTimeOffset?> nextChange)
    {
        (this.keysOf, this.nextChange) = (keysOf, nextChange);
        table.OnAdd += Add;
        table.OnRemove += Remove;
    }

    /// <summary>Of resources that time alone does not change.</summary>
    public ResourceLists(ResourceTable<T> table, Func<T, IEnumerable<ListKey>> keysOf)
        : this(table, (resource, _) => keysOf(resource), (_, _) => null)
    {
    }

    /// <summary>Told of each resource that has changed, but for what time alone changes.</summary>
    public Action<T>? OnTouch { get; set; }

    /// <summary>The resources of a list; empty when there are none.</summary>
    public SortedResources<T> this[ListKey key] => lists.GetValueOrDefault(key, None);

    /// <summary>All lists that are not empty.</summary>
    public IReadOnlyDictionary<ListKey, SortedResources<T>> All => lists;

    public void Advance(DateTimeOffset now)
    {
        // A wall clock may be set back: what has come may not have come yet.
        var changed = now < this.now ? keys.Keys.ToList() : [.. waiting.Where(entry => entry.Value <= now).Select(entry => entry.Key)];
        this.now = now;
        changed.ForEach(List);
    }

    private void Add(T resource)
    {
        keys[resource] = [];
        List(resource);
        resource.Watch(() =>
        {
            // What is gone may still be told to have changed.
            if (keys.ContainsKey(resource))
            {
                List(resource);
                OnTouch?.Invoke(resource);
            }
        });
    }

    private void List(T resource)
    {
        var (before, after) = (keys[resource], keysOf(resource, now).ToHashSet());
        keys[resource] = after;
        foreach (var key in after.Where(key => !before.Contains(key)))
        {
            (lists.TryGetValue(key, out var list) ? list : lists[key] = new()).Add(resource);
        }

        foreach (var key in before.Where(key => !after.Contains(key)))
        {
            Remove(resource, key);
        }

        if (nextChange(resource, now) is { } next)
        {
            waiting[resource] = next;
        }
        else
        {
            waiting.Remove(resource);
        }
    }

    private void Remove(T resource)
    {
        waiting.Remove(resource);
        this.keys.Remove(resource, out var keys);
        foreach (var key in keys!)
        {
            Remove(resource, key);
        }
    }

    private void Remove(T resource, ListKey key)
    {
        var list = lists[key];
        list.Remove(resource);
        if (list.Count == 0)
        {
            lists.Remove(key);
        }
    }
}
