namespace SharedImages.Rehearsal;

/// <summary>A client's HTTP/2 connection, and the queues that workers behind it poll.</summary>
internal sealed class Connection(Action abort)
{
    private readonly HashSet<(QueueKey Queue, string Worker, string Identity)> polled = [];

    public bool IsAlive { get; private set; } = true;

    /// <summary>Identities that have polled over it.</summary>
    public HashSet<string> Identities { get; } = new(StringComparer.Ordinal);

    public bool Polls(QueueKey queue) => IsAlive && polled.Any(entry => entry.Queue == queue);

    /// <summary>The identities of the workers that poll a queue.</summary>
    public IEnumerable<string> Workers(QueueKey queue) => IsAlive ? polled.Where(entry => entry.Queue == queue).Select(entry => entry.Identity) : [];

    public void Begin(Poller poller)
    {
        polled.Add((poller.Queue, poller.Worker, poller.Identity));
        Identities.Add(poller.Identity);
    }

    public void EndWorker(string worker) => polled.RemoveWhere(entry => entry.Worker == worker);

    public void Die() => IsAlive = false;

    public void Abort() => abort();
}
