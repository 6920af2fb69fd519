namespace SharedImages.Ecs.Simulator;

/// <summary>What a listing finds, in its order: all that is in some lists, or of that what passes a filter. Nothing is looked at before it is asked for.</summary>
/// <param name="lists">No resource is in two of them.</param>
/// <param name="passes">Null = all do.</param>
internal sealed class Found<T>(IEnumerable<SortedResources<T>> lists, Func<T, bool>? passes = null)
    where T : class, IResource
{
    private static readonly Comparer<ListPosition> ByPosition = Comparer<ListPosition>.Create((first, second) => ListPosition.Compare(first, second));

    private readonly SortedResources<T>[] lists = [.. lists.Where(list => list.Count > 0)];

    public static Found<T> Of(IEnumerable<T> resources)
    {
        var list = new SortedResources<T>();
        foreach (var resource in resources)
        {
            list.Add(resource);
        }

        return new([list]);
    }

    /// <summary>From a position on, whether something stands there or not; null = from the start.</summary>
    public IEnumerable<T> From(ListPosition? position = null) => Passing(position is { } first ? lists.Sum(list => list.RankOf(first)) : 0);

    /// <summary>So many from a rank on, and how many there are in all.</summary>
    public (List<T> Page, int Count) Page(int skip, int size)
    {
        if (passes is null)
        {
            return ([.. Merged(skip).Take(size)], lists.Sum(list => list.Count));
        }

        var (page, count) = (new List<T>(), 0);
        foreach (var resource in From())
        {
            if (count >= skip && page.Count < size)
            {
                page.Add(resource);
            }

            count++;
        }

        return (page, count);
    }

    /// <summary>So many after a position, and whether there are more; null = from the start.</summary>
    public (List<T> Page, bool HasMore) After(ListPosition? position, int size)
    {
        var page = From(position).Where(resource => resource.Position != position).Take(size + 1).ToList();
        return page.Count > size ? (page[..size], true) : (page, false);
    }

    private IEnumerable<T> Passing(int rank) => passes is null ? Merged(rank) : Merged(rank).Where(passes);

    private IEnumerable<T> Merged(int rank) => lists.Length == 1 ? lists[0].From(rank) : MergedOfMany(rank);

    private IEnumerable<T> MergedOfMany(int rank)
    {
        var heads = new List<IEnumerator<T>>();
        foreach (var list in lists)
        {
            var head = list.From(StartIn(list, rank)).GetEnumerator();
            if (head.MoveNext())
            {
                heads.Add(head);
            }
        }

        while (heads.Count > 0)
        {
            var first = heads.MinBy(head => head.Current.Position, ByPosition)!;
            yield return first.Current;
            if (!first.MoveNext())
            {
                heads.Remove(first);
            }
        }
    }

    /// <summary>How many of a list are among the first of all lists together.</summary>
    private int StartIn(SortedResources<T> list, int rank)
    {
        var (low, high) = (0, rank == 0 ? 0 : Math.Min(rank, list.Count));
        while (low < high)
        {
            var middle = (low + high) / 2;
            var position = list[middle].Position;
            if (lists.Sum(other => other.RankOf(position)) < rank)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
