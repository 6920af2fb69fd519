namespace SharedImages.Rehearsal;

/// <summary>Where a run's workflow task is.</summary>
internal enum WorkflowTaskState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>There will be one after a delay.</summary>
    Delayed,

    /// <summary>It waits for a worker.</summary>
    Ready,

    /// <summary>It is with a worker.</summary>
    Started,
}
