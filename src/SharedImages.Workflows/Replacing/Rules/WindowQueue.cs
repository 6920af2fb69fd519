namespace SharedImages.Workflows;

/// <summary>
/// A window's instances and places. An instance that is out of service holds its place, failed ones too; a window of which none waits gives
/// free places back. Pure but for what it remembers.
/// </summary>
/// <param name="instances">How many instances there are.</param>
/// <param name="places">The places to begin with.</param>
internal sealed class WindowQueue(int instances, int places)
{
    private const int Lumps = 10;

    private readonly Queue<int> waiting = new(Enumerable.Range(0, instances));
    private readonly Queue<int> again = new();
    private readonly SortedSet<int> outOfService = [];

    /// <summary>All places that it was given so far.</summary>
    public int Received { get; private set; } = places;

    /// <summary>All places that it has given back so far.</summary>
    public int Returned { get; private set; }

    /// <summary>Instances that wait for a place.</summary>
    public int Waiting => waiting.Count + again.Count;

    /// <summary>Instances that are under way.</summary>
    public int Working { get; private set; }

    /// <summary>Whether an instance waits and can begin: a place is free, or it holds one.</summary>
    public bool CanBegin => Waiting > 0 && (Free > 0 || (again.TryPeek(out var first) && outOfService.Contains(first)));

    /// <summary>Whether none waits and none is under way.</summary>
    public bool IsOver => Waiting == 0 && Working == 0;

    private int Free => Received - Returned - Working - outOfService.Count;

    /// <summary>More places. Anybody can send a signal: never more at once than there are instances.</summary>
    public void Receive(int more) => Received += Math.Clamp(more, 0, instances);

    /// <summary>The next one begins; its index.</summary>
    public int Begin()
    {
        var index = again.Count > 0 ? again.Dequeue() : waiting.Dequeue();
        outOfService.Remove(index);
        Working++;
        return index;
    }

    /// <summary>One that has begun has ended.</summary>
    public void End(int index, bool inService)
    {
        Working--;
        if (!inService)
        {
            outOfService.Add(index);
        }
    }

    /// <summary>One that has ended waits once more, before all others.</summary>
    public void Again(int index) => again.Enqueue(index);

    /// <summary>Gives free places back that nobody here waits for, some at a time when there are many: each time is an event in the replacement's history. Whether it did.</summary>
    public bool GiveBack()
    {
        if (Waiting > 0 || Free <= 0 || (Working > 0 && Free < (Received - Returned) / Lumps))
        {
            return false;
        }

        Returned += Free;
        return true;
    }

    /// <summary>None is begun for the first time any more; the indexes of those that waited for that.</summary>
    public IReadOnlyList<int> Stop()
    {
        var left = waiting.ToList();
        waiting.Clear();
        return left;
    }

    /// <summary>None is begun once more either; the indexes of those that waited for that.</summary>
    public IReadOnlyList<int> Forget()
    {
        var left = again.ToList();
        again.Clear();
        return left;
    }
}
