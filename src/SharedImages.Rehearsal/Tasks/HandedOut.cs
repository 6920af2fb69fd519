namespace SharedImages.Rehearsal;

/// <summary>A task that is with a worker.</summary>
internal sealed class HandedOut(string token, Poller poller, object task)
{
    public string Token => token;

    /// <summary>What the token stands for.</summary>
    public object Task => task;

    /// <summary>The worker never got it: the poll had been given up.</summary>
    public bool IsLost { get; set; }

    /// <summary>
    /// Whether an answer can be relied on: time stands for it. A worker that stops lets its activities end, but may drop a workflow task
    /// that reached it too late.
    /// </summary>
    public bool IsWithWorker => !IsLost && poller.Connection.IsAlive && (poller.Queue.IsActivity || !poller.Connection.HasEnded(poller.Worker));
}
