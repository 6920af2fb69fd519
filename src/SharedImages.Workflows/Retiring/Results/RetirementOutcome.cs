namespace SharedImages.Workflows;

/// <summary>How it ended for one image.</summary>
public sealed record RetirementOutcome
{
    /// <summary>The image's region.</summary>
    public required string Region { get; init; }

    /// <summary>The image.</summary>
    public required string ImageId { get; init; }

    /// <summary>
    /// <see cref="ItemState.Done"/> = deleted, or withdrawn where it is not to be deleted; <see cref="ItemState.Skipped"/> = kept as it was;
    /// <see cref="ItemState.Failed"/>; <see cref="ItemState.Undone"/> = as it was before; <see cref="ItemState.Canceled"/> = nothing had been begun.
    /// </summary>
    public required ItemState State { get; init; }

    /// <summary>What keeps it; null = nothing.</summary>
    public string? KeptFor { get; init; }

    /// <summary>Accounts that have lost it.</summary>
    public IReadOnlyList<string> TakenFrom { get; init; } = [];

    /// <summary>Snapshots that were deleted with it.</summary>
    public IReadOnlyList<string> RemovedSnapshots { get; init; } = [];

    /// <summary>Why not, when it failed.</summary>
    public StepError? Error { get; init; }
}
