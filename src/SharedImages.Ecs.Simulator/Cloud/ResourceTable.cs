namespace SharedImages.Ecs.Simulator;

/// <summary>All resources of a kind by id, in the order in which they came. By anything else they are found in <see cref="ResourceLists{T}"/>.</summary>
/// <param name="idOf">The id of a resource.</param>
/// <param name="regionOf">Its region.</param>
internal sealed class ResourceTable<T>(Func<T, string> idOf, Func<T, string> regionOf)
    where T : class
{
    private readonly LinkedList<T> all = [];
    private readonly Dictionary<string, LinkedListNode<T>> byId = new(StringComparer.Ordinal);

    /// <summary>Told of each resource that comes.</summary>
    public Action<T>? OnAdd { get; set; }

    /// <summary>Told of each resource that has gone.</summary>
    public Action<T>? OnRemove { get; set; }

    public IEnumerable<T> All => all;

    /// <summary>Null when there is none.</summary>
    public T? Find(string id) => byId.GetValueOrDefault(id)?.Value;

    /// <summary>None when there is none in the region.</summary>
    public IEnumerable<T> FindIn(string region, string id) => Find(id) is { } resource && regionOf(resource) == region ? [resource] : [];

    /// <summary>Looks through all: for kinds of which there are few.</summary>
    public IEnumerable<T> In(string region) => All.Where(resource => regionOf(resource) == region);

    public void Add(T resource)
    {
        byId.Add(idOf(resource), new(resource));
        all.AddLast(byId[idOf(resource)]);
        OnAdd?.Invoke(resource);
    }

    public void Remove(T resource)
    {
        if (!byId.Remove(idOf(resource), out var node))
        {
            return;
        }

        all.Remove(node);
        OnRemove?.Invoke(resource);
    }
}
