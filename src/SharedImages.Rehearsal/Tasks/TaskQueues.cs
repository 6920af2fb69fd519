using System.Collections.Concurrent;
using Google.Protobuf;

namespace SharedImages.Rehearsal;

/// <summary>All task queues, the workers that poll them, and the tasks that are with workers.</summary>
internal sealed class TaskQueues(Kernel kernel)
{
    private const int MaxTasksInOneMoment = 10_000;

    /// <summary>How long a worker may take to come, in wall time.</summary>
    public static readonly TimeSpan StartOfWorker = TimeSpan.FromSeconds(5);

    // How long the next poll of a worker that has room may take to come, in wall time.
    private static readonly TimeSpan NextPoll = TimeSpan.FromSeconds(1);

    private readonly Dictionary<QueueKey, TaskQueue> queues = [];
    private readonly HashSet<Connection> connections = [];
    private readonly HashSet<Poller> ghosts = [];
    private readonly HashSet<QueryTask> queries = [];
    private readonly HashSet<string> ended = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> killed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HandedOut> handedOut = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> tasksInThisMoment = new(StringComparer.Ordinal);

    // How many timers each activity has that waits for time, by its token.
    private readonly Dictionary<string, int> waiting = new(StringComparer.Ordinal);

    /// <summary>Whether a worker is at a task, or soon will be: time stands then.</summary>
    public bool IsBusy =>
        handedOut.Values.Any(IsAtWork)
        || queues.Any(queue => queue.Value.First is not null && HasWorker(queue.Key) && !LacksRoom(queue.Key, queue.Value));

    /// <summary>Whether a worker that stops waits for its activities, and they for time.</summary>
    public bool IsStopHeldUp => waiting.Keys.Any(token => token.Split('/', 3) is [_, _, var worker] && ended.Contains(worker));

    /// <summary>
    /// Until when time may pass although tasks are with workers: a task that has run as long in wall time as its own timeout allows hangs, and
    /// is to run into it.
    /// </summary>
    public DateTimeOffset? Overdue => Deadlines.Where(deadline => deadline.Wall <= TimeProvider.System.GetUtcNow()).Select(deadline => (DateTimeOffset?)deadline.Virtual).Min();

    /// <summary>How long to wait, in wall time, before a task is overdue; null = none will be.</summary>
    public TimeSpan? Patience => Deadlines.Select(deadline => (TimeSpan?)(deadline.Wall - TimeProvider.System.GetUtcNow()))
        .Append(waiting.Count > 0 ? NextPoll : null).Min();

    private IEnumerable<(DateTimeOffset Virtual, DateTimeOffset Wall)> Deadlines =>
        handedOut.Values.Where(IsAtWork).Select(task => task.Deadline).OfType<(DateTimeOffset, DateTimeOffset)>();

    public TaskQueue this[QueueKey key] => queues.TryGetValue(key, out var queue) ? queue : queues[key] = new();

    public bool HasWorker(QueueKey key) => connections.Any(connection => connection.Polls(key));

    /// <summary>Asked with every call, and without the kernel's lock.</summary>
    public bool IsKilled(string identity) => killed.ContainsKey(identity);

    public void Add(QueueKey key, ReadyTask task) => this[key].Add(task);

    /// <summary>
    /// Whether a workflow waits on a queue that nobody has polled yet, or an activity on one that only workflows are polled of yet. The worker is
    /// starting, most likely: time stands for it, but not for ever, in wall time.
    /// </summary>
    public bool ExpectsWorker => queues.Any(queue => queue.Value is { First: not null, Seen.Count: 0, FirstTaskAt: { } since }
        && (!queue.Key.IsActivity || queues.GetValueOrDefault(queue.Key with { IsActivity = false }) is { Seen.Count: > 0 })
        && TimeProvider.System.GetElapsedTime(since) < StartOfWorker);

    /// <summary>The activity of a token has one more timer that it waits for.</summary>
    public void BeginWait(string token) => waiting[token] = waiting.GetValueOrDefault(token) + 1;

    /// <summary>It has one less.</summary>
    public void EndWait(string token)
    {
        if (--waiting[token] == 0)
        {
            waiting.Remove(token);
        }

        (handedOut.GetValueOrDefault(token)?.Task as PendingActivity)?.Moves();
    }

    public void Add(QueryTask query)
    {
        queries.Add(query);
        Add(query.Queue, query.Ready);
    }

    public void End(QueryTask query)
    {
        query.Ready.CallOff();
        Return(query.HandedOut);
        queries.Remove(query);
    }

    public void Connect(Connection connection) => connections.Add(connection);

    public void Disconnect(Connection connection)
    {
        connection.Die();
        connections.Remove(connection);
        foreach (var queue in queues.Values)
        {
            queue.Leave(connection);
        }
    }

    /// <summary>Cuts a worker off as a crash would: its tasks are with nobody now, and whatever it still sends is refused.</summary>
    /// <returns>Its connections, to be aborted outside of the lock: that runs what waits on them.</returns>
    public IReadOnlyList<Connection> Kill(string identity)
    {
        killed[identity] = true;
        var cut = connections.Where(connection => connection.Identities.Contains(identity)).ToList();
        cut.ForEach(Disconnect);
        return cut;
    }

    public void Poll(Poller poller)
    {
        // It was on its way when its worker said that it polls no more, and waits for its answer to end.
        if (ended.Contains(poller.Worker))
        {
            poller.Give(null);
            return;
        }

        // In its process a killed worker lives on, and polls; it gets nothing but its own end.
        if (IsKilled(poller.Identity))
        {
            ghosts.Add(poller);
            return;
        }

        poller.Connection.Begin(poller);
        var queue = this[poller.Queue];
        queue.Pollers.AddLast(poller);
        queue.Seen[poller.Identity] = (kernel.Clock.Now, poller.Connection);
    }

    /// <summary>The poll is over; a task that was given to a poll that had been given up never reached its worker.</summary>
    public void EndPoll(Poller poller, bool isAnswered)
    {
        this[poller.Queue].Pollers.Remove(poller);
        ghosts.Remove(poller);
        if (poller.Task is { } task && !isAnswered)
        {
            task.IsLost = true;
        }
    }

    /// <summary>A worker says that it polls no more; its open polls are answered with nothing.</summary>
    public void EndWorker(string worker)
    {
        // An SDK that gives its workers no key gives up their polls itself.
        if (worker.Length == 0)
        {
            return;
        }

        ended.Add(worker);
        foreach (var connection in connections)
        {
            connection.EndWorker(worker);
        }

        ghosts.Where(poller => poller.Worker == worker).ToList().ForEach(poller => poller.Give(null));
        foreach (var queue in queues.Values)
        {
            foreach (var poller in queue.Pollers.Where(poller => poller.Worker == worker).ToList())
            {
                queue.Pollers.Remove(poller);
                poller.Give(null);
            }
        }
    }

    /// <summary>A task of a run goes out. Its token names the run and the worker, which are asked for when the task is not out any more.</summary>
    public HandedOut Register(Poller poller, object task, Run run)
    {
        var entry = new HandedOut(FormattableString.Invariant($"{run.RunId}/{kernel.Ids.NextToken()}/{poller.Worker}"), poller, task);
        handedOut[entry.Token] = entry;
        poller.Task = entry;
        return entry;
    }

    /// <summary>The task of a token, if it is still out.</summary>
    public T? Find<T>(ByteString token)
        where T : class => handedOut.GetValueOrDefault(token.ToStringUtf8())?.Task as T;

    /// <summary>The run of a token, even if its task is not out any more.</summary>
    public Run? RunOf(ByteString token) => kernel.Runs.ByRunId(token.ToStringUtf8().Split('/')[0]);

    public void Return(HandedOut? entry)
    {
        if (entry is not null)
        {
            handedOut.Remove(entry.Token);
        }
    }

    /// <summary>
    /// Whether a task's answer can be relied on: time stands for it. A worker that stops lets its activities end, but may drop a workflow task
    /// that reached it too late.
    /// </summary>
    public bool IsWithWorker(HandedOut task) => !task.IsLost && task.Poller.Connection.IsAlive && (task.Poller.Queue.IsActivity || !ended.Contains(task.Poller.Worker));

    /// <summary>Queries whose worker has gone are given back to who asks.</summary>
    public void GiveBackQueries()
    {
        foreach (var query in queries.Where(query => query.HandedOut is { } task ? !IsWithWorker(task) : query.IsSticky && !HasWorker(query.Queue)))
        {
            query.Give(null);
        }
    }

    /// <summary>Gives ready tasks to pollers: all that can be, or with a seed one at a time.</summary>
    public void HandOut()
    {
        if (kernel.Ids.IsSeeded)
        {
            while (!handedOut.Values.Any(IsAtWork) && First() is { } first && TryHandOut(first.Key, first.Value))
            {
            }

            return;
        }

        foreach (var (key, queue) in queues)
        {
            while (TryHandOut(key, queue))
            {
            }
        }
    }

    /// <summary>A jump of the clock is about to happen.</summary>
    public void TimePasses(bool really)
    {
        if (really)
        {
            tasksInThisMoment.Clear();
        }
    }

    /// <summary>Whether this run has had more tasks without time passing than any honest workflow has.</summary>
    public bool IsRunaway(Run run)
    {
        var count = tasksInThisMoment.GetValueOrDefault(run.RunId) + 1;
        tasksInThisMoment[run.RunId] = count;
        return count > MaxTasksInOneMoment;
    }

    private bool IsAtWork(HandedOut task) => IsWithWorker(task) && !waiting.ContainsKey(task.Token);

    // Activities that wait for time have the room that others need, maybe; only that no poll comes shows it.
    private bool LacksRoom(QueueKey key, TaskQueue queue) =>
        key.IsActivity && waiting.Count > 0 && TimeProvider.System.GetElapsedTime(queue.ChangedAt) >= NextPoll;

    private KeyValuePair<QueueKey, TaskQueue>? First() => queues
        .Where(queue => queue.Value.First is not null && HasWorker(queue.Key))
        .Select(queue => (KeyValuePair<QueueKey, TaskQueue>?)queue)
        .MinBy(queue => queue!.Value.Value.First!.Order);

    private bool TryHandOut(QueueKey key, TaskQueue queue)
    {
        if (queue.First is not { } task || PollerFor(task, key, queue) is not { } poller)
        {
            return false;
        }

        queue.Take();
        if (task.Take(poller) is { } answer)
        {
            queue.Pollers.Remove(poller);
            poller.Give(answer);
        }

        return true;
    }

    // With a seed it follows from that, too, which worker gets a task; its poll may be on the way.
    private Poller? PollerFor(ReadyTask task, QueueKey key, TaskQueue queue)
    {
        if (!kernel.Ids.IsSeeded)
        {
            return queue.Pollers.First?.Value;
        }

        var worker = connections.SelectMany(connection => connection.Workers(key)).MinBy(identity => kernel.Ids.Order($"{task.Order} {identity}"));
        return queue.Pollers.FirstOrDefault(poller => poller.Identity == worker);
    }
}
