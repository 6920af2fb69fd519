namespace SharedImages.Ecs.Simulator;

/// <summary>Resources by id, and by region: a call sees one region, and a busy simulator has many things elsewhere.</summary>
/// <param name="idOf">The id of a resource.</param>
/// <param name="regionOf">Its region.</param>
internal sealed class Shelf<T>(Func<T, string> idOf, Func<T, string> regionOf)
    where T : class
{
    private readonly Dictionary<string, T> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, T>> _byRegion = new(StringComparer.Ordinal);

    /// <summary>Told the id of each resource that comes or goes.</summary>
    public Action<string>? OnChange { get; set; }

    public IEnumerable<T> All => _byId.Values;

    /// <summary>Null when there is none.</summary>
    public T? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>None when there is none in the region.</summary>
    public IEnumerable<T> FindIn(string region, string id) => Find(id) is { } resource && regionOf(resource) == region ? [resource] : [];

    public IEnumerable<T> In(string region) => _byRegion.TryGetValue(region, out var there) ? there.Values : [];

    public void Add(T resource)
    {
        _byId.Add(idOf(resource), resource);
        if (!_byRegion.TryGetValue(regionOf(resource), out var there))
        {
            _byRegion[regionOf(resource)] = there = new(StringComparer.Ordinal);
        }

        there.Add(idOf(resource), resource);
        OnChange?.Invoke(idOf(resource));
    }

    public void Remove(T resource)
    {
        _byId.Remove(idOf(resource));
        _byRegion[regionOf(resource)].Remove(idOf(resource));
        OnChange?.Invoke(idOf(resource));
    }
}
