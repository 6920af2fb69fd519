namespace SharedImages.Ecs.Simulator;

/// <summary>Resources by id, in the order in which they came. By anything else they are found in a <see cref="Catalogue{T}"/>.</summary>
/// <param name="idOf">The id of a resource.</param>
/// <param name="regionOf">Its region.</param>
internal sealed class Shelf<T>(Func<T, string> idOf, Func<T, string> regionOf)
    where T : class
{
    private readonly LinkedList<T> _all = [];
    private readonly Dictionary<string, LinkedListNode<T>> _byId = new(StringComparer.Ordinal);

    /// <summary>Told of each resource that comes or goes.</summary>
    public Action<T>? OnChange { get; set; }

    public IEnumerable<T> All => _all;

    /// <summary>Null when there is none.</summary>
    public T? Find(string id) => _byId.GetValueOrDefault(id)?.Value;

    /// <summary>None when there is none in the region.</summary>
    public IEnumerable<T> FindIn(string region, string id) => Find(id) is { } resource && regionOf(resource) == region ? [resource] : [];

    /// <summary>Looks through all: for kinds of which there are few.</summary>
    public IEnumerable<T> In(string region) => All.Where(resource => regionOf(resource) == region);

    public void Add(T resource)
    {
        _byId.Add(idOf(resource), new(resource));
        _all.AddLast(_byId[idOf(resource)]);
        OnChange?.Invoke(resource);
    }

    public void Remove(T resource)
    {
        if (!_byId.Remove(idOf(resource), out var place))
        {
            return;
        }

        _all.Remove(place);
        OnChange?.Invoke(resource);
    }
}
