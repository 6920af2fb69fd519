namespace SharedImages.Workflows;

/// <summary>
/// Hands out the places of a fleet, as many as instances may be out of service at once, to its windows: the more to a window the more of its
/// instances wait, and none is kept back while an instance waits anywhere. Pure but for what it remembers.
/// </summary>
/// <param name="places">All places.</param>
/// <param name="windows">How many windows there are.</param>
internal sealed class PlaceBank(int places, int windows)
{
    private readonly int[] waiting = new int[windows];
    private readonly int[] given = new int[windows];
    private readonly int[] returned = new int[windows];

    /// <summary>Places that no window has.</summary>
    public int Free => places - given.Sum() + returned.Sum();

    /// <summary>Instances that wait for a place, as far as is known.</summary>
    public int Waiting => waiting.Sum();

    /// <summary>How many places a window was given so far.</summary>
    public int Given(int window) => given[window];

    /// <summary>Instances of a window that wait for a place, as far as is known.</summary>
    public int WantedBy(int window) => waiting[window];

    /// <summary>So many instances of a window wait from now on.</summary>
    public void Want(int window, int instances) => waiting[window] = instances;

    /// <summary>What a window has told. It may be older than what the window was given last, and anybody can send a signal: no window gives back what it was not given.</summary>
    public void Hear(WindowNews news)
    {
        returned[news.Number] = Math.Clamp(news.Returned, returned[news.Number], given[news.Number]);
        waiting[news.Number] = Math.Max(0, news.Waiting - Math.Max(0, given[news.Number] - news.Received));
    }

    /// <summary>A window has ended: nobody of it waits, and it keeps no more places than instances of it hold.</summary>
    public void End(int window, int held) => (waiting[window], returned[window]) = (0, Math.Max(returned[window], given[window] - held));

    /// <summary>Gives the free places to windows whose instances wait; how many more to each.</summary>
    public IReadOnlyList<(int Window, int Places)> HandOut()
    {
        var more = new SortedDictionary<int, int>();
        for (var free = Free; free > 0 && Neediest() is { } window; free--)
        {
            waiting[window]--;
            given[window]++;
            more[window] = more.GetValueOrDefault(window) + 1;
        }

        return [.. more.Select(pair => (pair.Key, pair.Value))];
    }

    private int? Neediest()
    {
        int? neediest = null;
        for (var i = 0; i < waiting.Length; i++)
        {
            if (waiting[i] > 0 && (neediest is not { } best || Need(i) > Need(best)))
            {
                neediest = i;
            }
        }

        return neediest;
    }

    // So many instances for each of its places, one more included.
    private double Need(int window) => (double)waiting[window] / (given[window] - returned[window] + 1);
}
