namespace SharedImages.Ecs.Simulator;

/// <summary>What a listing asks for: filters, some of which have lists, and of which the one with the shortest is looked through.</summary>
/// <param name="resourceLists">Where the lists are.</param>
/// <param name="all">The lists of all that the caller may see there.</param>
/// <param name="isAmong">Whether a resource is in one of these.</param>
internal sealed class Search<T>(ResourceLists<T> resourceLists, IReadOnlyList<ListKey> all, Func<T, bool> isAmong)
    where T : class, IResource
{
    private readonly List<(Func<T, bool> Passes, IReadOnlyList<ListKey>? Lists)> filters = [];
    private IReadOnlyCollection<T>? candidates;

    /// <summary>Adds a filter that only a look at a resource decides.</summary>
    public void Where(Func<T, bool> passes) => filters.Add((passes, null));

    /// <summary>Adds a filter for which there are lists: those of <c>all</c>, by a facet.</summary>
    public void Where(Func<T, bool> passes, Facet facet, string value) =>
        filters.Add((passes, [.. all.Select(key => key with { Facet = facet, Value = value })]));

    /// <summary>Adds a filter by a value; null = all pass.</summary>
    public void Where(string? wanted, Func<T, string> actual)
    {
        if (wanted is not null)
        {
            Where(resource => actual(resource) == wanted);
        }
    }

    /// <summary>The same, for which there are lists.</summary>
    public void Where(string? wanted, Facet facet, Func<T, string> actual)
    {
        if (wanted is not null)
        {
            Where(resource => actual(resource) == wanted, facet, wanted);
        }
    }

    /// <summary>Adds filters by tags.</summary>
    public void WhereTags(IEnumerable<KeyValuePair<string, string?>> tags, Func<T, IReadOnlyDictionary<string, string>> tagsOf)
    {
        foreach (var tag in tags)
        {
            var (facet, value) = ListKey.OfTag(tag.Key, tag.Value);
            Where(resource => TagParameters.Match(tagsOf(resource), [tag]), facet, value);
        }
    }

    /// <summary>Adds a filter that nothing but these may pass; null = it is not known which may.</summary>
    public void Where(Func<T, bool> passes, IReadOnlyCollection<T>? candidates)
    {
        filters.Add((passes, null));
        this.candidates = this.candidates is null || candidates?.Count < this.candidates.Count ? candidates : this.candidates;
    }

    /// <summary>Adds a filter by ids; null = all pass.</summary>
    public void WhereIds(IReadOnlyCollection<string>? ids, ResourceTable<T> table)
    {
        if (ids is not null)
        {
            var wanted = ids.ToHashSet(StringComparer.Ordinal);
            Where(resource => wanted.Contains(resource.Position.Id), [.. wanted.Select(table.Find).OfType<T>()]);
        }
    }

    public bool Finds(T resource) => isAmong(resource) && filters.TrueForAll(filter => filter.Passes(resource));

    public Found<T> Run()
    {
        var (best, chosen, count) = (Lists(all), -1, int.MaxValue);
        count = best.Sum(list => list.Count);
        for (var index = 0; index < filters.Count; index++)
        {
            if (filters[index].Lists is { } keys && Lists(keys) is var lists && lists.Sum(list => list.Count) is var size && size <= count)
            {
                (best, chosen, count) = (lists, index, size);
            }
        }

        if (candidates is not null && candidates.Count < count)
        {
            return Found<T>.Of(candidates.Where(Finds));
        }

        Func<T, bool>[] rest = [.. filters.Where((_, index) => index != chosen).Select(filter => filter.Passes)];
        return new(best, rest.Length == 0 ? null : resource => Array.TrueForAll(rest, passes => passes(resource)));
    }

    private List<SortedResources<T>> Lists(IReadOnlyList<ListKey> keys) => [.. keys.Select(key => resourceLists[key])];
}
