namespace SharedImages.Ecs.Simulator;

/// <summary>Resources in the order of listings.</summary>
internal sealed class SortedResources<T>
    where T : class, IResource
{
    private readonly List<T> _sorted = [];

    public int Count => _sorted.Count;

    public T this[int rank] => _sorted[rank];

    public void Add(T resource) => _sorted.Insert(RankOf(resource.Position), resource);

    /// <summary>It must be there.</summary>
    public void Remove(T resource) => _sorted.RemoveAt(RankOf(resource.Position));

    /// <summary>How many stand before a position.</summary>
    public int RankOf(ListPosition position)
    {
        var (low, high) = (0, _sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ListPosition.Compare(_sorted[middle].Position, position) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>From a rank on, in order.</summary>
    public IEnumerable<T> From(int rank) => _sorted.Skip(rank);
}
