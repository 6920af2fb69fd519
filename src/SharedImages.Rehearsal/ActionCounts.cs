namespace SharedImages.Rehearsal;

/// <summary>
/// What the frontend was asked for that Temporal Cloud bills, by kind, as its list of actions counts
/// (https://docs.temporal.io/cloud/actions). What a run is given at its start, such as search attributes, is free. Not counted: local
/// activities and side effects, which leave nothing but markers.
/// </summary>
public sealed record ActionCounts
{
    /// <summary>How queries are called in <see cref="ByKind"/>.</summary>
    public const string QueriesKind = "queries";

    /// <summary>Runs that began: asked for by a client (one begun by a signal is that signal), by a schedule, as a child, continued as new, or tried again.</summary>
    public int WorkflowStarts { get; internal set; }

    /// <summary>Two for each run that a schedule started; the start counts besides.</summary>
    public int ScheduleActions { get; internal set; }

    /// <summary>Children that workflows asked for; each begins as a workflow, too.</summary>
    public int ChildStarts { get; internal set; }

    /// <summary>Attempts of activities that a worker took; the first and all others.</summary>
    public int ActivityAttempts { get; internal set; }

    /// <summary>Heartbeats that reached the frontend; the SDK holds many back.</summary>
    public int Heartbeats { get; internal set; }

    /// <summary>Resets of activities that were asked for. The list has none, so the total has not either.</summary>
    public int ActivityResets { get; internal set; }

    /// <summary>Timers that workflows started.</summary>
    public int Timers { get; internal set; }

    /// <summary>Signals that clients and workflows sent, those that began a run included; one that is sent again is one.</summary>
    public int Signals { get; internal set; }

    /// <summary>Updates, rejected ones too; one that is asked for again is one.</summary>
    public int Updates { get; internal set; }

    /// <summary>Queries that a worker was asked.</summary>
    public int Queries { get; internal set; }

    /// <summary>Commands that changed search attributes, whatever their number.</summary>
    public int AttributeUpserts { get; internal set; }

    /// <summary>All of them.</summary>
    public int Total => ByKind.Sum(kind => kind.Count);

    /// <summary>All kinds, in a reader's words.</summary>
    public IReadOnlyList<ActionCount> ByKind =>
    [
        new("workflow starts", WorkflowStarts),
        new("schedule actions", ScheduleActions),
        new("child starts", ChildStarts),
        new("activity attempts", ActivityAttempts),
        new("heartbeats", Heartbeats),
        new("timers", Timers),
        new("signals", Signals),
        new("updates", Updates),
        new(QueriesKind, Queries),
        new("search attribute upserts", AttributeUpserts),
    ];
}
