namespace SharedImages.Ecs.Simulator;

/// <summary>The last requests, oldest first; bounded.</summary>
internal sealed class Journal
{
    private const int Capacity = 20_000;

    private readonly Lock _gate = new();
    private readonly Queue<SimulatedRequest> _requests = new();

    public void Add(SimulatedRequest request)
    {
        lock (_gate)
        {
            if (_requests.Count == Capacity)
            {
                _requests.Dequeue();
            }

            _requests.Enqueue(request);
        }
    }

    public IReadOnlyList<SimulatedRequest> All()
    {
        lock (_gate)
        {
            return [.. _requests];
        }
    }
}
