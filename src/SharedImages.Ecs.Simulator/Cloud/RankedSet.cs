namespace SharedImages.Ecs.Simulator;

/// <summary>Resources in the order of listings: coming, going and any page of them take steps by the logarithm of their number. A treap that knows sizes.</summary>
internal sealed class RankedSet<T>
    where T : class, IListed<T>
{
    private Node? _root;
    private uint _random = 2463534242;

    /// <summary>Its name in a catalogue; null = it is in none.</summary>
    public ListKey? Key { get; init; }

    public int Count => Size(_root);

    public T this[int rank]
    {
        get
        {
            for (var node = _root; node is not null;)
            {
                var before = Size(node.Left);
                if (rank == before)
                {
                    return node.Item;
                }

                if (rank < before)
                {
                    node = node.Left;
                }
                else
                {
                    node = node.Right;
                    rank -= before + 1;
                }
            }

            throw new ArgumentOutOfRangeException(nameof(rank));
        }
    }

    public void Add(T item)
    {
        var added = new Node(item, NextPriority());
        ref var at = ref _root;
        while (at is { } node && node.Priority >= added.Priority)
        {
            node.Size++;
            at = ref Place.Compare(added.Place, node.Place) < 0 ? ref node.Left : ref node.Right;
        }

        (added.Left, added.Right) = Split(at, added.Place);
        added.Resize();
        at = added;
    }

    /// <summary>It must be in the set.</summary>
    public void Remove(T item)
    {
        var place = item.Place;
        ref var at = ref _root;
        while (at!.Item != item)
        {
            at.Size--;
            at = ref Place.Compare(place, at.Place) < 0 ? ref at.Left : ref at.Right;
        }

        at = Merge(at.Left, at.Right);
    }

    /// <summary>How many stand before a place.</summary>
    public int RankOf(in Place place)
    {
        var rank = 0;
        for (var node = _root; node is not null;)
        {
            if (Place.Compare(node.Place, place) < 0)
            {
                rank += Size(node.Left) + 1;
                node = node.Right;
            }
            else
            {
                node = node.Left;
            }
        }

        return rank;
    }

    /// <summary>From a rank on, in order; the set must not change meanwhile.</summary>
    public IEnumerable<T> From(int rank)
    {
        var path = new Stack<Node>();
        for (var node = _root; node is not null;)
        {
            var before = Size(node.Left);
            if (rank <= before)
            {
                path.Push(node);
                node = node.Left;
            }
            else
            {
                rank -= before + 1;
                node = node.Right;
            }
        }

        while (path.TryPop(out var next))
        {
            yield return next.Item;
            for (var node = next.Right; node is not null; node = node.Left)
            {
                path.Push(node);
            }
        }
    }

    private static int Size(Node? node) => node?.Size ?? 0;

    private static (Node? Before, Node? After) Split(Node? node, in Place place)
    {
        if (node is null)
        {
            return (null, null);
        }

        if (Place.Compare(node.Place, place) < 0)
        {
            var (before, after) = Split(node.Right, place);
            node.Right = before;
            node.Resize();
            return (node, after);
        }
        else
        {
            var (before, after) = Split(node.Left, place);
            node.Left = after;
            node.Resize();
            return (before, node);
        }
    }

    private static Node? Merge(Node? before, Node? after)
    {
        if (before is null || after is null)
        {
            return before ?? after;
        }

        if (before.Priority > after.Priority)
        {
            before.Right = Merge(before.Right, after);
            before.Resize();
            return before;
        }

        after.Left = Merge(before, after.Left);
        after.Resize();
        return after;
    }

    // Xorshift: the same shapes in every run.
    private uint NextPriority()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        return _random ^= _random << 5;
    }

    private sealed class Node(T item, uint priority)
    {
        public readonly T Item = item;
        public readonly Place Place = item.Place;
        public readonly uint Priority = priority;
        public Node? Left;
        public Node? Right;
        public int Size = 1;

        public void Resize() => Size = RankedSet<T>.Size(Left) + RankedSet<T>.Size(Right) + 1;
    }
}
