namespace SharedImages.Workflows;

/// <summary>How it ended for one unfinished copy.</summary>
public sealed record LeftoverOutcome
{
    /// <summary>The copy.</summary>
    public required UnfinishedImage Image { get; init; }

    /// <summary>
    /// <see cref="ItemState.Pending"/> = a leftover that was only to be listed; <see cref="ItemState.Done"/> = deleted;
    /// <see cref="ItemState.Skipped"/> = kept; <see cref="ItemState.Failed"/>; <see cref="ItemState.Canceled"/> = its turn had not come.
    /// </summary>
    public required ItemState State { get; init; }

    /// <summary>Snapshots that were deleted with it.</summary>
    public IReadOnlyList<string> RemovedSnapshots { get; init; } = [];

    /// <summary>Why not, when it failed.</summary>
    public StepError? Error { get; init; }
}
