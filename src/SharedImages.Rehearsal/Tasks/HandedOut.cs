namespace SharedImages.Rehearsal;

/// <summary>A task that is with a worker.</summary>
internal sealed class HandedOut(string token, Poller poller, object task)
{
    public string Token => token;

    /// <summary>What the token stands for.</summary>
    public object Task => task;

    /// <summary>When the task runs into the earliest of its timeouts, in virtual time and in wall time; null = never.</summary>
    public (DateTimeOffset Virtual, DateTimeOffset Wall)? Deadline { get; private set; }

    /// <summary>The worker never got it: the poll had been given up.</summary>
    public bool IsLost { get; set; }

    /// <summary>Who polled for it.</summary>
    public Poller Poller => poller;

    /// <summary>Sets the deadline anew: a heartbeat puts it off.</summary>
    /// <param name="now">Virtual now.</param>
    /// <param name="timeouts">Counted from now.</param>
    public void Expect(DateTimeOffset now, params IEnumerable<TimeSpan?> timeouts) =>
        Deadline = timeouts.Min() is { } first ? (now + first, TimeProvider.System.GetUtcNow() + first) : null;
}
