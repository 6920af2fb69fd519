namespace SharedImages.Ecs.Simulator;

/// <summary>The last requests, oldest first; bounded, in number and in what they hold.</summary>
internal sealed class Journal
{
    private const int Capacity = 20_000;
    private const long MaxCharacters = 32 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<Entry> _requests = new();
    private long _characters;

    /// <summary>Adds a request whose effect has happened or that is refused. How it ends may come later.</summary>
    public Entry Add(SimulatedRequest request)
    {
        var entry = new Entry(request);
        lock (_gate)
        {
            _requests.Enqueue(entry);
            _characters += entry.Characters;
            while (_requests.Count > Capacity || (_characters > MaxCharacters && _requests.Count > 1))
            {
                _characters -= _requests.Dequeue().Characters;
            }
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

        /// <summary>What its parameters hold, and with them most of it.</summary>
        public long Characters { get; } = request.Parameters.Sum(parameter => (long)parameter.Key.Length + parameter.Value.Length) + (request.Detail?.Length ?? 0);
    }
}
