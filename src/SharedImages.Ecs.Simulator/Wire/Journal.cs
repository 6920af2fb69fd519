namespace SharedImages.Ecs.Simulator;

/// <summary>The last requests, oldest first; bounded.</summary>
internal sealed class Journal
{
    private const int Capacity = 20_000;

    private readonly Lock _gate = new();
    private readonly Queue<Entry> _requests = new();

    /// <summary>Adds a request whose effect has happened or that is refused. How it ends may come later.</summary>
    public Entry Add(SimulatedRequest request)
    {
        var entry = new Entry(request);
        lock (_gate)
        {
            if (_requests.Count == Capacity)
            {
                _requests.Dequeue();
            }

            _requests.Enqueue(entry);
        }

        return entry;
    }

    public IReadOnlyList<SimulatedRequest> All()
    {
        lock (_gate)
        {
            return [.. _requests.Select(entry => entry.Request)];
        }
    }

    /// <summary>A request that may still be held.</summary>
    internal sealed class Entry(SimulatedRequest request)
    {
        private volatile SimulatedRequest _request = request;

        public SimulatedRequest Request
        {
            get => _request;
            set => _request = value;
        }
    }
}
