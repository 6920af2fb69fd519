namespace SharedImages.Rehearsal;

/// <summary>Tasks that wait for pollers, and pollers that wait for tasks; never both for long.</summary>
internal sealed class TaskQueue
{
    private readonly PriorityQueue<ReadyTask, (ulong Order, long Number)> ready = new();
    private long number;

    public LinkedList<Poller> Pollers { get; } = [];

    /// <summary>When the first task came, in wall time; null before that.</summary>
    public long? FirstTaskAt { get; private set; }

    /// <summary>When a task last came or went, in wall time.</summary>
    public long ChangedAt { get; private set; }

    /// <summary>Who has polled last, and when: what <c>DescribeTaskQueue</c> tells.</summary>
    public Dictionary<string, (DateTimeOffset At, Connection Connection)> Seen { get; } = new(StringComparer.Ordinal);

    public ReadyTask? First
    {
        get
        {
            while (ready.TryPeek(out var first, out _) && first.IsOff)
            {
                ready.Dequeue();
            }

            return ready.TryPeek(out var next, out _) ? next : null;
        }
    }

    public void Add(ReadyTask task)
    {
        ready.Enqueue(task, (task.Order, number++));
        ChangedAt = TimeProvider.System.GetTimestamp();
        FirstTaskAt ??= ChangedAt;
    }

    /// <summary>Takes <see cref="First"/> out.</summary>
    public void Take()
    {
        ready.Dequeue();
        ChangedAt = TimeProvider.System.GetTimestamp();
    }

    /// <summary>A broken connection is known at once, and the end of its polls only later: nothing is given to them meanwhile.</summary>
    public void Leave(Connection connection)
    {
        foreach (var poller in Pollers.Where(poller => poller.Connection == connection).ToList())
        {
            Pollers.Remove(poller);
        }
    }
}
