namespace SharedImages.Ecs;

/// <summary>
/// Temporary credentials, replaced before they end (facts §1.11). However many callers there are, one of them asks for new ones; as long
/// as the old ones are valid nobody waits for that, and a failure of it harms nobody.
/// </summary>
internal sealed class SessionCredentialsProvider : ICredentialsProvider
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);

    // Whoever gives out keys that end soon, or none, is not asked with every call.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Func<CancellationToken, Task<IssuedCredentials>> issue;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private IssuedCredentials? held;
    private DateTimeOffset nextRefresh;
    private Task<Credentials>? refresh;

    /// <param name="issue">Gets new credentials; bounded in time by itself, since it belongs to no single caller.</param>
    /// <param name="time">The clock.</param>
    public SessionCredentialsProvider(Func<CancellationToken, Task<IssuedCredentials>> issue, TimeProvider time)
    {
        this.issue = issue;
        this.time = time;
    }

    /// <summary>The refresh that runs, or the last one; for tests.</summary>
    internal Task Refresh => refresh ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default)
    {
        Task<Credentials> running;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var valid = held is { } issued && issued.IsValid(now) ? issued.Key : null;
            if (valid is not null && now < nextRefresh)
            {
                return ValueTask.FromResult(valid);
            }

            running = refresh = refresh is { IsCompleted: false } ? refresh : Start();
            if (valid is not null)
            {
                return ValueTask.FromResult(valid);
            }
        }

        return new(running.WaitAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public void Refused(Credentials key)
    {
        lock (gate)
        {
            // Many calls are refused together; only the first of them is about the key that is held.
            if (held?.Key == key)
            {
                held = null;
            }
        }
    }

    private Task<Credentials> Start()
    {
        var started = Task.Run(RefreshAsync);

        // Where the old ones are valid nobody waits for it.
        _ = started.ContinueWith(
            failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return started;
    }

    private async Task<Credentials> RefreshAsync()
    {
        try
        {
            var issued = await issue(CancellationToken.None);
            if (!issued.IsValid(time.GetUtcNow()))
            {
                throw CredentialsFailures.Unusable("the credentials that were given out have already expired; see whether this machine's clock is right");
            }

            lock (gate)
            {
                held = issued;
            }

            return issued.Key;
        }
        finally
        {
            lock (gate)
            {
                nextRefresh = NextRefresh(time.GetUtcNow());
            }
        }
    }

    private DateTimeOffset NextRefresh(DateTimeOffset now)
    {
        if (held is null)
        {
            return now;
        }

        var due = held.Expiration is { } end ? end - Ahead : now + Ahead;
        return due > now + Pause ? due : now + Pause;
    }
}
