namespace SharedImages.Workflows;

/// <summary>How it ended for one image.</summary>
public sealed record RecallOutcome
{
    /// <summary>The image's region.</summary>
    public required string Region { get; init; }

    /// <summary>The image.</summary>
    public required string ImageId { get; init; }

    /// <summary>The promotion that made it, as <c>NAME/VERSION</c>.</summary>
    public required string Promotion { get; init; }

    /// <summary>
    /// <see cref="ItemState.Done"/> = marked, taken back and deprecated, or gone; of a release, that it may be used again. <see cref="ItemState.Pending"/>
    /// in a plan; <see cref="ItemState.Skipped"/> = left out by an operator; <see cref="ItemState.Failed"/>; <see cref="ItemState.Canceled"/> = the recall ended before.
    /// </summary>
    public required ItemState State { get; init; }

    /// <summary>Accounts that have lost it; in a plan, that would.</summary>
    public IReadOnlyList<string> TakenFrom { get; init; } = [];

    /// <summary>Why not, when it failed.</summary>
    public StepError? Error { get; init; }
}
