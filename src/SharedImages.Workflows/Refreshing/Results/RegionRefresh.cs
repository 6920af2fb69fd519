namespace SharedImages.Workflows;

/// <summary>How a region was found, and what became of it.</summary>
public sealed record RegionRefresh
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>How it was found.</summary>
    public required RegionState Found { get; init; }

    /// <summary>
    /// What became of it: <see cref="ItemState.Done"/> = as the spec says; <see cref="ItemState.Skipped"/> = left as somebody decided;
    /// <see cref="ItemState.Failed"/>; <see cref="ItemState.Pending"/> = left as it was found, because nothing else was asked for.
    /// </summary>
    public required ItemState State { get; init; }

    /// <summary>The image that stands for the version; null = none.</summary>
    public string? ImageId { get; init; }

    /// <summary>What of it is not as the spec says and was left so.</summary>
    public IReadOnlyList<Drift> Drift { get; init; } = [];

    /// <summary>What of it was not as the spec says and is again.</summary>
    public IReadOnlyList<Drift> Repaired { get; init; } = [];

    /// <summary>Why not, when it failed or could not be asked.</summary>
    public StepError? Error { get; init; }
}
