namespace SharedImages.Ecs.Simulator;

/// <summary>
/// Resources by id, and by region: a call sees one region, and a busy simulator has many things elsewhere.
/// They stay in the order in which they came, whatever goes meanwhile.
/// </summary>
/// <param name="idOf">The id of a resource.</param>
/// <param name="regionOf">Its region.</param>
internal sealed class Shelf<T>(Func<T, string> idOf, Func<T, string> regionOf)
    where T : class
{
    private readonly LinkedList<T> _all = [];
    private readonly Dictionary<string, LinkedList<T>> _byRegion = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (LinkedListNode<T> Here, LinkedListNode<T> InRegion)> _byId = new(StringComparer.Ordinal);

    /// <summary>Told the id of each resource that comes or goes.</summary>
    public Action<string>? OnChange { get; set; }

    public IEnumerable<T> All => _all;

    /// <summary>Null when there is none.</summary>
    public T? Find(string id) => _byId.TryGetValue(id, out var place) ? place.Here.Value : null;

    /// <summary>None when there is none in the region.</summary>
    public IEnumerable<T> FindIn(string region, string id) => Find(id) is { } resource && regionOf(resource) == region ? [resource] : [];

    public IEnumerable<T> In(string region) => _byRegion.TryGetValue(region, out var there) ? there : [];

    public void Add(T resource)
    {
        if (!_byRegion.TryGetValue(regionOf(resource), out var there))
        {
            _byRegion[regionOf(resource)] = there = [];
        }

        _byId.Add(idOf(resource), (new(resource), new(resource)));
        _all.AddLast(_byId[idOf(resource)].Here);
        there.AddLast(_byId[idOf(resource)].InRegion);
        OnChange?.Invoke(idOf(resource));
    }

    public void Remove(T resource)
    {
        if (!_byId.Remove(idOf(resource), out var place))
        {
            return;
        }

        place.Here.List!.Remove(place.Here);
        place.InRegion.List!.Remove(place.InRegion);
        OnChange?.Invoke(idOf(resource));
    }
}
