namespace SharedImages.Workflows;

/// <summary>An operator's decision on a parked region.</summary>
public enum ResolveAction
{
    /// <summary>Try the failed step again; a copy already asked for is not asked for twice.</summary>
    Retry,

    /// <summary>Remove what this run made here and begin a new copy.</summary>
    RetryAsNew,

    /// <summary>Go on without this region.</summary>
    Skip,

    /// <summary>Give this region up as failed.</summary>
    Abort,
}
