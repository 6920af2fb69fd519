namespace SharedImages.Ecs.Simulator;

/// <summary>The last requests, oldest first; bounded, in number and in what they hold.</summary>
internal sealed class Journal
{
    private const int Capacity = 20_000;
    private const long MaxCharacters = 32 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<Entry> requests = new();
    private long characters;

    /// <summary>Adds a request whose effect has happened or that is refused. How it ends may come later.</summary>
    public Entry Add(SimulatedRequest request)
    {
        var entry = new Entry(request);
        lock (gate)
        {
            requests.Enqueue(entry);
            characters += entry.Characters;
            while (requests.Count > Capacity || (characters > MaxCharacters && requests.Count > 1))
            {
                characters -= requests.Dequeue().Characters;
            }
        }

        return entry;
    }

    public IReadOnlyList<SimulatedRequest> All()
    {
        lock (gate)
        {
            return [.. requests.Select(entry => entry.Request)];
        }
    }

    /// <summary>A request that may still be held.</summary>
    internal sealed class Entry(SimulatedRequest request)
    {
        private volatile SimulatedRequest request = request;

        public SimulatedRequest Request
        {
            get => request;
            set => request = value;
        }

        /// <summary>What its parameters hold, and with them most of it.</summary>
        public long Characters { get; } = request.Parameters.Sum(parameter => (long)parameter.Key.Length + parameter.Value.Length) + (request.Detail?.Length ?? 0);
    }
}
