namespace SharedImages.Workflows;

/// <summary>An operator's decision on a parked item.</summary>
public enum ResolveAction
{
    /// <summary>Try the failed step again; a copy already asked for is not asked for twice.</summary>
    Retry,

    /// <summary>Remove the copy and begin a new one.</summary>
    RetryAsNew,

    /// <summary>Leave this region out: what this run made there is removed, and the promotion completes without it.</summary>
    Skip,

    /// <summary>Give this item up as failed.</summary>
    Abort,

    /// <summary>Go on with what waits for this decision.</summary>
    Continue,

    /// <summary>Bring back what it had before.</summary>
    Back,
}
