namespace SharedImages.Ecs.Simulator;

/// <summary>
/// Lists of resources by what calls ask for, so that nothing looks through all of them. Resources say when they change, time says it for them;
/// a resource is listed anew when somebody next asks. Only inside <see cref="Cloud.Enter{T}"/>.
/// </summary>
internal sealed class Catalogue<T>
    where T : class, IListed<T>
{
    private static readonly RankedSet<T> None = new();

    private readonly Shelf<T> _shelf;
    private readonly Func<T, DateTimeOffset, IEnumerable<ListKey>> _keysOf;
    private readonly Func<T, DateTimeOffset, DateTimeOffset?> _nextChange;
    private readonly Dictionary<ListKey, RankedSet<T>> _lists = [];
    private readonly PriorityQueue<T, DateTimeOffset> _dates = new();
    private HashSet<T> _changed = new(ReferenceEqualityComparer.Instance);
    private DateTimeOffset _now = DateTimeOffset.MinValue;

    /// <param name="shelf">Where the resources are; empty yet.</param>
    /// <param name="keysOf">The lists that a resource is in at a moment.</param>
    /// <param name="nextChange">When time alone will change them next; null = never.</param>
    public Catalogue(Shelf<T> shelf, Func<T, DateTimeOffset, IEnumerable<ListKey>> keysOf, Func<T, DateTimeOffset, DateTimeOffset?> nextChange)
    {
        (_shelf, _keysOf, _nextChange) = (shelf, keysOf, nextChange);
        shelf.OnChange += resource =>
        {
            if (shelf.Find(resource.Place.Id) is null)
            {
                Remove(resource);
            }
            else
            {
                Add(resource);
            }
        };
    }

    /// <summary>Told of each resource that has changed, but for what time alone changes.</summary>
    public Action<T>? OnTouch { get; set; }

    /// <summary>The resources of a list; empty when there are none.</summary>
    public RankedSet<T> this[ListKey key]
    {
        get
        {
            Settle();
            return _lists.GetValueOrDefault(key, None);
        }
    }

    /// <summary>All lists that are not empty.</summary>
    public IReadOnlyDictionary<ListKey, RankedSet<T>> Lists
    {
        get
        {
            Settle();
            return _lists;
        }
    }

    public void Advance(DateTimeOffset now)
    {
        if (now < _now)
        {
            // A wall clock was set back: what has come may not have come yet.
            _changed.UnionWith(_shelf.All);
        }

        _now = now;
        while (_dates.TryPeek(out var resource, out var date) && date <= now)
        {
            _dates.Dequeue();
            _changed.Add(resource);
            if (resource.Listed?.Due == date)
            {
                resource.Listed.Due = null;
            }
        }
    }

    private void Add(T resource)
    {
        resource.Listed = new();
        _changed.Add(resource);
        resource.Watch(() =>
        {
            _changed.Add(resource);
            OnTouch?.Invoke(resource);
        });
    }

    private void Remove(T resource)
    {
        _changed.Remove(resource);
        foreach (var list in resource.Listed!.Lists)
        {
            Remove(resource, list);
        }

        resource.Listed = null;
    }

    private void Settle()
    {
        if (_changed.Count == 0)
        {
            return;
        }

        foreach (var resource in _changed)
        {
            // What was removed may still be told to have changed.
            if (resource.Listed is { } listed)
            {
                Settle(resource, listed);
            }
        }

        // Clearing takes as long as the set was ever large: with a whole world in it, longer than a call.
        _changed = new(ReferenceEqualityComparer.Instance);
    }

    private void Settle(T resource, Listed<T> listed)
    {
        var before = listed.Lists;
        listed.Lists = [.. _keysOf(resource, _now).Select(ListOf)];
        foreach (var list in listed.Lists.Where(list => !before.Contains(list)))
        {
            list.Add(resource);
        }

        foreach (var list in before.Where(list => !listed.Lists.Contains(list)))
        {
            Remove(resource, list);
        }

        if (_nextChange(resource, _now) is { } next && next != listed.Due)
        {
            listed.Due = next;
            _dates.Enqueue(resource, next);
        }
    }

    private RankedSet<T> ListOf(ListKey key)
    {
        if (!_lists.TryGetValue(key, out var list))
        {
            _lists[key] = list = new() { Key = key };
        }

        return list;
    }

    private void Remove(T resource, RankedSet<T> list)
    {
        list.Remove(resource);
        if (list.Count == 0)
        {
            _lists.Remove(list.Key!);
        }
    }
}
