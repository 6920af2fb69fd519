namespace SharedImages.Ecs.Simulator;

/// <summary>Resources in the order of listings.</summary>
internal sealed class SortedResources<T>
    where T : class, IResource
{
    private readonly List<T> sorted = [];

    public int Count => sorted.Count;

    public T this[int rank] => sorted[rank];

    public void Add(T resource) => sorted.Insert(RankOf(resource.Position), resource);

    /// <summary>It must be there.</summary>
    public void Remove(T resource) => sorted.RemoveAt(RankOf(resource.Position));

    /// <summary>How many stand before a position.</summary>
    public int RankOf(ListPosition position)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ListPosition.Compare(sorted[middle].Position, position) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>From a rank on, in order.</summary>
    public IEnumerable<T> From(int rank) => sorted.Skip(rank);
}
