namespace SharedImages.Rehearsal;

/// <summary>Tasks that wait for pollers, and pollers that wait for tasks; never both for long.</summary>
internal sealed class TaskQueue
{
    public LinkedList<ReadyTask> Ready { get; } = [];

    public LinkedList<Poller> Pollers { get; } = [];

    /// <summary>When the first task came, in wall time; null before that.</summary>
    public long? FirstTaskAt { get; set; }

    /// <summary>Who has polled last, and when: what <c>DescribeTaskQueue</c> tells.</summary>
    public Dictionary<string, (DateTimeOffset At, Connection Connection)> Seen { get; } = new(StringComparer.Ordinal);

    public ReadyTask? First
    {
        get
        {
            while (Ready.First is { Value.IsOff: true })
            {
                Ready.RemoveFirst();
            }

            return Ready.First?.Value;
        }
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
