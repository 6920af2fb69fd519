namespace SharedImages.Ecs.Simulator;

/// <summary>The work behind an image that is copied or made, and behind a snapshot; what it shows is computed from the time at which it is looked at.</summary>
/// <param name="sourceImageId">The image being copied; null = this is no copy.</param>
/// <param name="duration">How long it takes once it runs.</param>
/// <param name="failAt">Percent at which it ends as failed; null = it succeeds.</param>
/// <param name="stallAt">Percent at which it stays for ever; null = it goes on.</param>
internal sealed class CreationJob(string? sourceImageId, TimeSpan duration, int? failAt, int? stallAt)
{
    private int? failAt = failAt;
    private DateTimeOffset? startedAt;
    private DateTimeOffset? cancelledAt;

    /// <summary>Told when it starts, and when it ends, fails or is cancelled, which is the last: nothing else changes what its image and snapshots are.</summary>
    public Action? OnChange { get; set; }

    /// <summary>All of it, to be kept.</summary>
    public CreationJobState State => new(sourceImageId, duration, failAt, stallAt, startedAt, EndedAt, cancelledAt);

    public string? SourceImageId => sourceImageId;

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Waiting or running.</summary>
    public bool IsOpen => EndedAt is null && cancelledAt is null;

    public bool IsRunning => IsOpen && startedAt is not null;

    public bool IsWaiting => IsOpen && startedAt is null;

    /// <summary>When it will end; null while it waits, and for ever when it stalls.</summary>
    public DateTimeOffset? DueAt => stallAt is null ? startedAt + (duration * ((failAt ?? 100) / 100.0)) : null;

    /// <summary>Of the image (facts §3.1).</summary>
    public string ImageStatus => this switch
    {
        { IsWaiting: true } => Ecs.ImageStatus.Waiting,
        { EndedAt: null } => Ecs.ImageStatus.Creating,
        _ => failAt is null ? Ecs.ImageStatus.Available : Ecs.ImageStatus.CreateFailed,
    };

    /// <summary>Of the snapshots (facts §2.14).</summary>
    public string SnapshotStatus => this switch
    {
        { IsOpen: true } => "progressing",
        { EndedAt: not null } when failAt is null => "accomplished",
        _ => "failed",
    };

    public static CreationJob Of(CreationJobState state) => new(state.SourceImageId, state.Duration, state.FailAt, state.StallAt)
    {
        startedAt = state.StartedAt,
        cancelledAt = state.CancelledAt,
        EndedAt = state.EndedAt,
    };

    /// <summary>Percent; below 100 until the end.</summary>
    public int ProgressAt(DateTimeOffset now)
    {
        if (startedAt is not { } start)
        {
            return 0;
        }

        if (EndedAt is not null)
        {
            return failAt ?? 100;
        }

        var elapsed = (cancelledAt ?? now) - start;
        return Math.Clamp((int)(elapsed / duration * 100), 0, Math.Min(99, stallAt ?? 99));
    }

    /// <summary>Seconds until the end, as far as ECS would know.</summary>
    public int RemainTimeAt(DateTimeOffset now) => IsOpen ? (int)Math.Ceiling(duration.TotalSeconds * (100 - ProgressAt(now)) / 100) : 0;

    public void Start(DateTimeOffset at)
    {
        startedAt = at;
        OnChange?.Invoke();
    }

    public void End()
    {
        EndedAt = DueAt;
        Close();
    }

    /// <summary>Ends it as failed, as far as it has come.</summary>
    public void Fail(DateTimeOffset at)
    {
        failAt = ProgressAt(at);
        EndedAt = at;
        Close();
    }

    public void Cancel(DateTimeOffset at)
    {
        cancelledAt = at;
        Close();
    }

    private void Close()
    {
        OnChange?.Invoke();
        OnChange = null;
    }
}
